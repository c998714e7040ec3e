@NullMarked
package io.etlbed.conformance.baseline;

import org.jspecify.annotations.NullMarked;

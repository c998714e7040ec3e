@NullMarked
package io.etlbed.conformance.junit;

import org.jspecify.annotations.NullMarked;

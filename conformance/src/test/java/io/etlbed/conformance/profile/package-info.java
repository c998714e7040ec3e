@NullMarked
package io.etlbed.conformance.profile;

import org.jspecify.annotations.NullMarked;

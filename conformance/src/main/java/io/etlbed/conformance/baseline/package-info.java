/** Known failures: what of a run is news, and what is not. */
@NullMarked
package io.etlbed.conformance.baseline;

import org.jspecify.annotations.NullMarked;

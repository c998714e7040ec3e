/** Checks of how targets talk to containers. */
@NullMarked
package io.etlbed.conformance.suite.comm;

import org.jspecify.annotations.NullMarked;

/** Checks of the REST interface. */
@NullMarked
package io.etlbed.conformance.suite.api;

import org.jspecify.annotations.NullMarked;

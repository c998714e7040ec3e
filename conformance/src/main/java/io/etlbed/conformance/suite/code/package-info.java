/** Checks of what users give as code. */
@NullMarked
package io.etlbed.conformance.suite.code;

import org.jspecify.annotations.NullMarked;

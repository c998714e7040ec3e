/** Checks of transforming. */
@NullMarked
package io.etlbed.conformance.suite.xform;

import org.jspecify.annotations.NullMarked;

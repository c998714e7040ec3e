/** Checks of the life cycle of ETLs. */
@NullMarked
package io.etlbed.conformance.suite.life;

import org.jspecify.annotations.NullMarked;

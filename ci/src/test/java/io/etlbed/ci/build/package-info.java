/** Runs at the end of the build. */
@NullMarked
package io.etlbed.ci.build;

import org.jspecify.annotations.NullMarked;

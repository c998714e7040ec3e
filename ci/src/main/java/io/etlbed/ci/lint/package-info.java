/** Checks of specifications without a cluster, by the validator that a cluster has. */
@NullMarked
package io.etlbed.ci.lint;

import org.jspecify.annotations.NullMarked;

/** The suite's own transformer, through which checks see what a cluster does to a container. */
@NullMarked
package io.etlbed.conformance.probe;

import org.jspecify.annotations.NullMarked;

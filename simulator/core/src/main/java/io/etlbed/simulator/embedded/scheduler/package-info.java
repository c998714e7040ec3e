/** Decides on which node of the embedded cluster a pod runs. */
@NullMarked
package io.etlbed.simulator.embedded.scheduler;

import org.jspecify.annotations.NullMarked;

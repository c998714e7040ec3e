@NullMarked
package io.etlbed.simulator.embedded.scheduler;

import org.jspecify.annotations.NullMarked;

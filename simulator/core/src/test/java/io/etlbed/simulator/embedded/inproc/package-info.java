@NullMarked
package io.etlbed.simulator.embedded.inproc;

import org.jspecify.annotations.NullMarked;

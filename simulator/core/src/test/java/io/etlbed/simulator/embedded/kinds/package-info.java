@NullMarked
package io.etlbed.simulator.embedded.kinds;

import org.jspecify.annotations.NullMarked;

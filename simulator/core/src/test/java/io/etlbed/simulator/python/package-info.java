@NullMarked
package io.etlbed.simulator.python;

import org.jspecify.annotations.NullMarked;

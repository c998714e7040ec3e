@NullMarked
package io.etlbed.simulator.embedded.runtime;

import org.jspecify.annotations.NullMarked;

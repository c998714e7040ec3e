@NullMarked
package io.etlbed.simulator.embedded.store;

import org.jspecify.annotations.NullMarked;

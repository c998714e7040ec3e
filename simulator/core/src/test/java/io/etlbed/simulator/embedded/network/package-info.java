@NullMarked
package io.etlbed.simulator.embedded.network;

import org.jspecify.annotations.NullMarked;

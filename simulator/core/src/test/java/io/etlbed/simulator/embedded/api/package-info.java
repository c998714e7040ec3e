@NullMarked
package io.etlbed.simulator.embedded.api;

import org.jspecify.annotations.NullMarked;

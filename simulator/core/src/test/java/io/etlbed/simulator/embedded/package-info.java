@NullMarked
package io.etlbed.simulator.embedded;

import org.jspecify.annotations.NullMarked;

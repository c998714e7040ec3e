/** Pseudo terminals for programs in containers. */
@NullMarked
package io.etlbed.simulator.embedded.terminal;

import org.jspecify.annotations.NullMarked;

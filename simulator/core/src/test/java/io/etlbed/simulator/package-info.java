@NullMarked
package io.etlbed.simulator;

import org.jspecify.annotations.NullMarked;

/** The simulation of many targets. */
@NullMarked
package io.etlbed.ci.simulate;

import org.jspecify.annotations.NullMarked;

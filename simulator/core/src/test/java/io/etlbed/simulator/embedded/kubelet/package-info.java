@NullMarked
package io.etlbed.simulator.embedded.kubelet;

import org.jspecify.annotations.NullMarked;

/** Events of the embedded cluster, recorded as Kubernetes records them. */
@NullMarked
package io.etlbed.simulator.embedded.events;

import org.jspecify.annotations.NullMarked;

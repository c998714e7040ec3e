/**
 * The container runtime {@code inproc}: containers are Java code of this JVM and serve real HTTP. Needs nothing of the host,
 * neither processes nor namespaces. A port that a container opens is a listener on any free port of the host's loopback; the
 * pods' network knows which.
 */
@NullMarked
package io.etlbed.simulator.embedded.inproc;

import org.jspecify.annotations.NullMarked;

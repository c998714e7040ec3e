/**
 * Containers that are Java code of this JVM: a {@link io.etlbed.simulator.handler.HandlerImage} is registered under the name
 * of an image, and each container of it is a run of its program, which serves real HTTP on ports of its pod.
 *
 * <p>Code of a container is not isolated: it sees the host's files, network and loopback as this JVM does.
 */
@NullMarked
package io.etlbed.simulator.handler;

import org.jspecify.annotations.NullMarked;

/**
 * The Kubernetes API over HTTPS for one {@link io.etlbed.simulator.embedded.store.ObjectStore}: what kubectl and the
 * client libraries of a cluster's users speak. Pods' logs and the host's ports belong to others, who implement
 * {@link io.etlbed.simulator.embedded.api.PodLogs} and {@link io.etlbed.simulator.embedded.api.NodePorts}.
 */
@NullMarked
package io.etlbed.simulator.embedded.api;

import org.jspecify.annotations.NullMarked;

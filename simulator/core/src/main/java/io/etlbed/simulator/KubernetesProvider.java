package io.etlbed.simulator;

import java.util.Optional;

/** A way to come by a Kubernetes cluster; found through {@link java.util.ServiceLoader}. */
public interface KubernetesProvider {

    /** The name by which users ask for it, such as {@code embedded}. */
    String name();

    /**
     * Why no cluster of it can be started on this machine, and what to do about it, as far as that is known without trying; empty
     * where nothing is in the way. May take seconds.
     */
    default Optional<String> absence() {
        return Optional.empty();
    }

    /**
     * Starts a cluster and returns when its API answers and every node is Ready.
     *
     * @throws SimulatorException if it cannot be started here; nothing is left behind then
     */
    KubernetesCluster start(ClusterConfig config);
}

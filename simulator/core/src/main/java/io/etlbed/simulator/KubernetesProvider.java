package io.etlbed.simulator;

/** A way to come by a Kubernetes cluster; found through {@link java.util.ServiceLoader}. */
public interface KubernetesProvider {

    /** The name by which users ask for it, such as {@code embedded}. */
    String name();

    /**
     * Starts a cluster and returns when its API answers and every node is Ready.
     *
     * @throws SimulatorException if it cannot be started here; nothing is left behind then
     */
    KubernetesCluster start(ClusterConfig config);
}

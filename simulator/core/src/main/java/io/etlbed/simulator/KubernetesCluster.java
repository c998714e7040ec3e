package io.etlbed.simulator;

import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A running Kubernetes cluster that lives until {@link #close()}.
 *
 * <p>Closing stops every pod that the cluster runs and removes every process, port, thread and file that it made. A
 * cluster that was running before (provider {@code kubeconfig}) is left as it is; only the client is closed.
 */
public interface KubernetesCluster extends AutoCloseable {

    /** The name of the provider that started this cluster, such as {@code embedded}. */
    String provider();

    /** A kubeconfig file for this cluster, readable by its owner only. It exists until the cluster is closed. */
    Path kubeconfig();

    /** A client with full rights. It belongs to the cluster and is closed with it. */
    KubernetesClient client();

    /** The names of the nodes, in the order in which they were asked for. */
    List<String> nodes();

    /**
     * Makes an image known to every node under its name, replacing an earlier one of that name.
     *
     * @throws SimulatorException if this provider cannot take images in this form
     */
    void load(Bundle image);

    /**
     * Makes an image of Java code known to every node under its name, replacing an earlier one of that name.
     *
     * @throws SimulatorException if the containers of this cluster do not run in this JVM
     */
    void load(HandlerImage image);

    /**
     * Brings a real image to every node under its name.
     *
     * @throws SimulatorException if it is not there, cannot be built, or the nodes of this cluster run no containers
     */
    default void load(ContainerImage image) {
        throw new SimulatorException("container images cannot be loaded into a cluster of the provider " + provider()
                + " (" + image + "): it runs bundles and handlers, or is somebody else's; the provider k3s takes them");
    }

    /**
     * Where pods reach servers of this host that are meant for them, tried from every node. Empty where pods have a way of
     * their own to the host's loopback, or none that is known.
     */
    default Optional<HostAddress> hostAddress() {
        return Optional.empty();
    }

    /**
     * The way into the pods' own network, where this JVM has one. Empty for clusters of another process: their pods are
     * reached through the node ports of their services.
     */
    Optional<PodNetwork> podNetwork();

    @Override
    void close();
}

package io.etlbed.simulator;

import io.etlbed.simulator.handler.HandlerImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster is to be. Immutable; {@code with…} methods give changed copies.
 *
 * @param nodes how many nodes, at least 1
 * @param images known to every node from the start
 * @param handlers images of Java code, known to every node from the start
 * @param containerImages real images, known to every node from the start, for providers whose nodes run containers
 * @param handlersOnly whether there are to be no other images: the cluster then starts no process and needs nothing of the
 *     host, on any platform
 * @param isolation how pods that are processes are kept apart
 * @param folder where everything that the cluster writes goes; removed with it
 * @param kubeconfig of the existing cluster, for the provider {@code kubeconfig} alone
 */
public record ClusterConfig(
        int nodes,
        List<Bundle> images,
        List<HandlerImage> handlers,
        List<ContainerImage> containerImages,
        boolean handlersOnly,
        Isolation isolation,
        Path folder,
        Optional<Path> kubeconfig) {

    public ClusterConfig {
        if (nodes < 1) {
            throw new SimulatorException("a cluster needs at least 1 node, not " + nodes);
        }
        images = List.copyOf(images);
        handlers = List.copyOf(handlers);
        containerImages = List.copyOf(containerImages);
        if (handlersOnly && !images.isEmpty()) {
            throw new SimulatorException("a cluster of handlers alone cannot run image "
                    + images.get(0).name() + ": it is a folder, to be run as a process");
        }
        if (handlersOnly && !isolation.equals(Isolation.BEST)) {
            throw new SimulatorException("a sandbox and a way out are for pods that are processes;"
                    + " a cluster of handlers alone has none");
        }
    }

    /** One node, no images, writing under the given folder. */
    public static ClusterConfig in(Path folder) {
        return new ClusterConfig(1, List.of(), List.of(), List.of(), false, Isolation.BEST, folder, Optional.empty());
    }

    public ClusterConfig withNodes(int count) {
        return new ClusterConfig(count, images, handlers, containerImages, handlersOnly, isolation, folder, kubeconfig);
    }

    public ClusterConfig withImages(List<Bundle> bundles) {
        return new ClusterConfig(
                nodes, bundles, handlers, containerImages, handlersOnly, isolation, folder, kubeconfig);
    }

    public ClusterConfig withHandlers(List<HandlerImage> code) {
        return new ClusterConfig(nodes, images, code, containerImages, handlersOnly, isolation, folder, kubeconfig);
    }

    public ClusterConfig withContainerImages(List<ContainerImage> real) {
        return new ClusterConfig(nodes, images, handlers, real, handlersOnly, isolation, folder, kubeconfig);
    }

    /** Without processes: handlers are the only images that there can be. */
    public ClusterConfig withHandlersOnly() {
        return new ClusterConfig(nodes, images, handlers, containerImages, true, isolation, folder, kubeconfig);
    }

    /** How pods that are processes are kept apart. */
    public ClusterConfig withIsolation(Isolation how) {
        return new ClusterConfig(nodes, images, handlers, containerImages, handlersOnly, how, folder, kubeconfig);
    }

    public ClusterConfig withKubeconfig(Path file) {
        return new ClusterConfig(
                nodes, images, handlers, containerImages, handlersOnly, isolation, folder, Optional.of(file));
    }
}

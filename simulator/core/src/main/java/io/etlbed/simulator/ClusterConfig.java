package io.etlbed.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster is to be. Immutable; {@code with…} methods give changed copies.
 *
 * @param nodes how many nodes, at least 1
 * @param images known to every node from the start
 * @param folder where everything that the cluster writes goes; removed with it
 * @param kubeconfig of the existing cluster, for the provider {@code kubeconfig} alone
 */
public record ClusterConfig(int nodes, List<Bundle> images, Path folder, Optional<Path> kubeconfig) {

    public ClusterConfig {
        if (nodes < 1) {
            throw new SimulatorException("a cluster needs at least 1 node, not " + nodes);
        }
        images = List.copyOf(images);
    }

    /** One node, no images, writing under the given folder. */
    public static ClusterConfig in(Path folder) {
        return new ClusterConfig(1, List.of(), folder, Optional.empty());
    }

    public ClusterConfig withNodes(int count) {
        return new ClusterConfig(count, images, folder, kubeconfig);
    }

    public ClusterConfig withImages(List<Bundle> bundles) {
        return new ClusterConfig(nodes, bundles, folder, kubeconfig);
    }

    public ClusterConfig withKubeconfig(Path file) {
        return new ClusterConfig(nodes, images, folder, Optional.of(file));
    }
}

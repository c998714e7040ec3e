package io.etlbed.ci;

import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.KubernetesClusters;
import java.util.List;
import picocli.CommandLine.Option;

/** The option with which nodes of real Kubernetes are given images. */
final class NodeImages {

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = {
                "With --provider k3s, an image for its nodes: a name that the Docker engine knows,",
                "a .tar, or NAME=FOLDER with a Dockerfile. May be given several times."
            })
    private List<String> names = List.of();

    NodeImages() {}

    List<ContainerImage> images() {
        return names.stream().map(ContainerImage::of).toList();
    }

    /** Only nodes of k3s take them. */
    void examine(Wrong wrong, String provider) {
        if (!names.isEmpty() && !provider.equals(KubernetesClusters.K3S)) {
            throw wrong.because("--image needs --provider " + KubernetesClusters.K3S);
        }
    }
}

package io.etlbed.junit;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts Kubernetes and the reference cluster on it. */
final class Starter {

    private Starter() {}

    static RunningParts start(Settings settings) {
        Path folder = settings.folder().orElseGet(Starter::fresh);
        ClusterConfig config = new ClusterConfig(
                settings.targets(), settings.images(), folder.resolve("kubernetes"), settings.kubeconfig());
        KubernetesCluster kubernetes = KubernetesClusters.start(settings.provider(), config);
        kubernetes.close();
        throw new SimulatorException("the reference cluster is not in this build yet");
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory("etlbed-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the cluster: " + e.getMessage(), e);
        }
    }
}

package io.etlbed.simulator.external;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesProvider;
import io.etlbed.simulator.SimulatorException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Clusters that exist already; another process's embedded one included. */
public final class KubeconfigProvider implements KubernetesProvider {

    static final String NAME = "kubeconfig";

    /** For {@link java.util.ServiceLoader}. */
    public KubeconfigProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KubernetesCluster start(ClusterConfig config) {
        if (config.handlersOnly() || !config.handlers().isEmpty()) {
            throw new SimulatorException(
                    "handlers are code of this JVM, and the provider kubeconfig runs pods elsewhere:"
                            + " use the provider embedded, or images that the cluster can pull");
        }
        if (!config.containerImages().isEmpty()) {
            throw new SimulatorException("container images cannot be loaded into a cluster of somebody else:"
                    + " push them to a registry that it pulls from, or use the provider k3s");
        }
        Path file = config.kubeconfig()
                .or(KubeconfigProvider::usual)
                .orElseThrow(() -> new SimulatorException(
                        "the provider kubeconfig needs a kubeconfig file: give one, or set KUBECONFIG"));
        if (!Files.isReadable(file)) {
            throw new SimulatorException("the kubeconfig " + file + " is not there or cannot be read");
        }
        return ExternalCluster.connect(file.toAbsolutePath());
    }

    /** Where kubectl looks as well. */
    private static Optional<Path> usual() {
        String variable = System.getenv("KUBECONFIG");
        if (variable != null && !variable.isEmpty()) {
            return Optional.of(Path.of(variable.split(File.pathSeparator, 2)[0]));
        }
        Path home = Path.of(System.getProperty("user.home"), ".kube", "config");
        return Optional.of(home).filter(Files::isReadable);
    }
}

package io.etlbed.simulator.embedded;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.KubernetesProvider;
import io.etlbed.simulator.SimulatorException;

/** Clusters in this JVM that need a JDK and a base Linux system alone. */
public final class EmbeddedProvider implements KubernetesProvider {

    /** For {@link java.util.ServiceLoader}. */
    public EmbeddedProvider() {}

    @Override
    public String name() {
        return KubernetesClusters.EMBEDDED;
    }

    @Override
    public KubernetesCluster start(ClusterConfig config) {
        if (!config.containerImages().isEmpty()) {
            throw new SimulatorException("container images are for nodes that run containers, and those of the provider"
                    + " embedded run bundles and handlers: use the provider k3s");
        }
        return EmbeddedCluster.start(config);
    }
}

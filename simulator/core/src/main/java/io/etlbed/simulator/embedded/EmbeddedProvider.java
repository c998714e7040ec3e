package io.etlbed.simulator.embedded;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.KubernetesProvider;

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
        return EmbeddedCluster.start(config);
    }
}

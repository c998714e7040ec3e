package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesProvider;
import io.etlbed.simulator.SimulatorException;
import java.util.Optional;

/** Real Kubernetes: k3s in containers of the local Docker engine. */
public final class K3sProvider implements KubernetesProvider {

    static final String NAME = "k3s";

    /** For {@link java.util.ServiceLoader}; nothing of Docker is loaded before a cluster is asked for. */
    public K3sProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> absence() {
        K3sCheck check = K3sCheck.examine();
        return check.well() ? Optional.empty() : Optional.of(check.text() + "; " + check.advice());
    }

    @Override
    public KubernetesCluster start(ClusterConfig config) {
        if (config.handlersOnly() || !config.handlers().isEmpty()) {
            throw new SimulatorException("handlers are code of this JVM, and the provider k3s runs pods in containers:"
                    + " use the provider embedded, or images");
        }
        return K3sStart.start(config, K3sSettings.find());
    }
}

package io.etlbed.simulator.external;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A cluster of somebody else. */
final class ExternalCluster implements KubernetesCluster {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Path kubeconfig;
    private final KubernetesClient client;
    private final List<String> nodes;

    private ExternalCluster(Path kubeconfig, KubernetesClient client, List<String> nodes) {
        this.kubeconfig = kubeconfig;
        this.client = client;
        this.nodes = nodes;
    }

    static ExternalCluster connect(Path kubeconfig) {
        KubernetesClient client = client(kubeconfig);
        try {
            List<String> nodes = client.nodes().list().getItems().stream()
                    .map(node -> node.getMetadata().getName())
                    .toList();
            if (nodes.isEmpty()) {
                throw new SimulatorException("the cluster of " + kubeconfig + " has no nodes");
            }
            return new ExternalCluster(kubeconfig, client, nodes);
        } catch (KubernetesClientException failure) {
            client.close();
            throw new SimulatorException(
                    "the cluster of " + kubeconfig + " (" + client.getMasterUrl() + ") does not list its nodes: "
                            + failure.getMessage(),
                    failure);
        } catch (RuntimeException failure) {
            client.close();
            throw failure;
        }
    }

    @Override
    public String provider() {
        return KubeconfigProvider.NAME;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public List<String> nodes() {
        return nodes;
    }

    @Override
    public void load(Bundle image) {
        throw new SimulatorException("image " + image.name() + " cannot be loaded into the cluster of " + kubeconfig
                + ": it belongs to another process. Load images where the cluster is started, or push them to a registry"
                + " that it pulls from.");
    }

    @Override
    public void load(HandlerImage image) {
        throw new SimulatorException("image " + image.name() + " cannot be loaded into the cluster of " + kubeconfig
                + ": its containers run in another process, and the image is code of this one.");
    }

    @Override
    public Optional<PodNetwork> podNetwork() {
        return Optional.empty();
    }

    @Override
    public void close() {
        client.close();
    }

    private static KubernetesClient client(Path kubeconfig) {
        try {
            Config config = Config.fromKubeconfig(kubeconfig.toFile());
            config.setConnectionTimeout(PATIENCE_MILLIS);
            config.setRequestTimeout(PATIENCE_MILLIS);
            config.setRequestRetryBackoffLimit(0);
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (KubernetesClientException failure) {
            throw new SimulatorException(
                    "the kubeconfig " + kubeconfig + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}

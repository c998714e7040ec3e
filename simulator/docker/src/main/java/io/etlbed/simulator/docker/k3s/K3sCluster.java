package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.HostAddress;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A cluster of k3s that runs. */
final class K3sCluster implements KubernetesCluster {

    private final Path kubeconfig;
    private final KubernetesClient client;
    private final List<K3sNode> nodes;
    private final ImageDesk images;
    private final HostAddress host;
    private final Parts parts;

    K3sCluster(
            Path kubeconfig,
            KubernetesClient client,
            List<K3sNode> nodes,
            ImageDesk images,
            HostAddress host,
            Parts parts) {
        this.kubeconfig = kubeconfig;
        this.client = client;
        this.nodes = nodes;
        this.images = images;
        this.host = host;
        this.parts = parts;
    }

    @Override
    public String provider() {
        return K3sProvider.NAME;
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
        return nodes.stream().map(K3sNode::name).toList();
    }

    @Override
    public void load(Bundle image) {
        interruptibly(() -> images.bundles(List.of(image)));
    }

    @Override
    public void load(ContainerImage image) {
        interruptibly(() -> images.real(List.of(image)));
    }

    private interface Loading {
        void load() throws InterruptedException;
    }

    private static void interruptibly(Loading loading) {
        try {
            loading.load();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulatorException("interrupted while an image was being loaded", e);
        }
    }

    @Override
    public void load(HandlerImage image) {
        throw new SimulatorException(
                "image " + image.name() + " cannot be loaded into a cluster of k3s: its containers run"
                        + " outside of this JVM, and the image is code of it.");
    }

    @Override
    public Optional<HostAddress> hostAddress() {
        return Optional.of(host);
    }

    /** Its pods are reached by node ports. */
    @Override
    public Optional<PodNetwork> podNetwork() {
        return Optional.empty();
    }

    @Override
    public void close() {
        parts.close();
    }
}

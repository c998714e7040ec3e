package io.etlbed.conformance.run;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.Images;
import io.etlbed.conformance.check.NodeControl;
import io.etlbed.conformance.http.Endpoint;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A cluster that runs already; only what was opened to look at it is closed. */
record GivenSubject(Endpoint endpoint, Optional<KubernetesClient> kubernetes, Images images) implements Subject {

    static GivenSubject of(URI url, Optional<Path> authority, Optional<Path> kubeconfig, Optional<String> probeImage) {
        return new GivenSubject(
                Endpoint.of(url, authority), kubeconfig.map(GivenSubject::client), Images.documented(probeImage));
    }

    private static KubernetesClient client(Path kubeconfig) {
        if (!Files.isReadable(kubeconfig)) {
            throw new ConformanceException("no kubeconfig can be read at " + kubeconfig);
        }
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    @Override
    public String description() {
        return endpoint.url().toString();
    }

    @Override
    public Map<String, String> targetNodes() {
        return Map.of();
    }

    @Override
    public Optional<NodeControl> nodes() {
        return Optional.empty();
    }

    @Override
    public void close() {
        kubernetes.ifPresent(KubernetesClient::close);
    }
}

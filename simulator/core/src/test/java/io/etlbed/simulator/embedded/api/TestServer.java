package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A server with a store, and a client of it; {@code @AutoClose} ends it with its class, or with its test. */
final class TestServer implements AutoCloseable {

    final ObjectStore store = new ObjectStore(Clock.systemUTC());
    final FakeLogs logs = new FakeLogs();
    final FakeUsages usages = new FakeUsages();
    final FakeSessions sessions = new FakeSessions();
    final ApiServer server = ApiServer.start(store, logs, usages, sessions, NodePorts.unforwarded());
    final Path kubeconfig;
    final KubernetesClient client;

    /** Whether the folder of the kubeconfig goes with the server. */
    private final boolean ownFolder;

    TestServer() {
        this(temporary(), true);
    }

    TestServer(Path folder) {
        this(folder, false);
    }

    private TestServer(Path folder, boolean own) {
        ownFolder = own;
        kubeconfig = folder.resolve("kubeconfig");
        server.writeKubeconfig(kubeconfig);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("server-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("example/image")
                .endContainer()
                .endSpec()
                .build();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        store.close();
        if (ownFolder) {
            try {
                Files.deleteIfExists(kubeconfig.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

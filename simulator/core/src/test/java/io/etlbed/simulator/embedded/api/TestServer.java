package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Clock;

/** A server with a store, for one test class, and a client of it. */
final class TestServer implements AutoCloseable {

    final ObjectStore store = new ObjectStore(Clock.systemUTC());
    final FakeLogs logs = new FakeLogs();
    final FakeUsages usages = new FakeUsages();
    final FakeSessions sessions = new FakeSessions();
    final ApiServer server = ApiServer.start(store, logs, usages, sessions, NodePorts.unforwarded());
    final Path kubeconfig;
    final KubernetesClient client;

    TestServer(Path folder) {
        kubeconfig = folder.resolve("kubeconfig");
        server.writeKubeconfig(kubeconfig);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
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
    }
}

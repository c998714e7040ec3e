package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clusters of handlers alone. */
class HandlerClusterTest {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerClusterTest.class);
    private static final HandlerImage SERVER = HandlerImage.serving(
            "test/server",
            (request, answer) ->
                    answer.send(200, request.container().environment().get("HOSTNAME") + " " + request.target()));

    @TempDir
    Path temp;

    @Test
    void a_cluster_without_processes_runs_pods_and_opens_node_ports() throws Exception {
        Set<Long> before = children();
        try (KubernetesCluster cluster = start("one", 2)) {
            assertThat(children()).as("processes").isEqualTo(before);
            assertThat(cluster.client()
                            .nodes()
                            .withName("node-1")
                            .get()
                            .getStatus()
                            .getNodeInfo())
                    .satisfies(info ->
                            assertThat(info.getContainerRuntimeVersion()).startsWith("inproc://"));
            cluster.client().resource(ServerImage.pod("web")).create();
            cluster.client().pods().inNamespace("default").withName("web").waitUntilReady(60, TimeUnit.SECONDS);
            Service service =
                    cluster.client().resource(EmbeddedClusterIT.service("web")).create();
            int port = service.getSpec().getPorts().get(0).getNodePort();
            assertThat(get(port, "/x")).isEqualTo("web /x");
            assertThat(children()).as("processes").isEqualTo(before);

            assertThatThrownBy(() -> cluster.load(bundle()))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("test/folder", "handlers alone");
            cluster.load(HandlerImage.serving("test/more", (request, answer) -> answer.send(200, "more")));
        }
        assertThat(temp.resolve("one")).doesNotExist();
        assertThatThrownBy(() ->
                        ClusterConfig.in(temp).withImages(List.of(bundle())).withHandlersOnly())
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("test/folder");
    }

    @Test
    void a_hundred_nodes_with_a_pod_on_each_live_in_one_jvm() throws Exception {
        int nodes = 100;
        long began = System.nanoTime();
        try (KubernetesCluster cluster = start("many", nodes)) {
            LOG.info("{} nodes ready after {} ms", nodes, millisSince(began));
            long created = System.nanoTime();
            for (String node : cluster.nodes()) {
                Pod pod = new PodBuilder(ServerImage.pod("web-" + node))
                        .editSpec()
                        .withNodeName(node)
                        .endSpec()
                        .build();
                cluster.client().resource(pod).create();
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> ready(cluster) == nodes);
            LOG.info("{} pods ready after {} ms", nodes, millisSince(created));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void clusters_one_after_another_leave_no_thread_or_descriptor() throws Exception {
        runOne(0);
        Map<String, Long> threads = threads();
        long files = openFiles();
        for (int each = 1; each <= 5; each++) {
            runOne(each);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            System.gc(); // the HTTP client of JDK 17 ends with the garbage
            assertThat(threads())
                    .allSatisfy((name, count) ->
                            assertThat(count).as(name).isLessThanOrEqualTo(threads.getOrDefault(name, 0L)));
            assertThat(openFiles()).isLessThanOrEqualTo(files);
        });
    }

    private void runOne(int number) {
        try (KubernetesCluster cluster = start("cluster-" + number, 2)) {
            cluster.client().resource(ServerImage.pod("web")).create();
            cluster.client().pods().inNamespace("default").withName("web").waitUntilReady(60, TimeUnit.SECONDS);
        }
    }

    private KubernetesCluster start(String name, int nodes) {
        return KubernetesClusters.start(
                "embedded",
                ClusterConfig.in(temp.resolve(name))
                        .withNodes(nodes)
                        .withHandlers(List.of(SERVER))
                        .withHandlersOnly());
    }

    private static long ready(KubernetesCluster cluster) {
        return cluster.client().pods().inNamespace("default").list().getItems().stream()
                .filter(pod -> pod.getStatus().getConditions().stream()
                        .anyMatch(each -> each.getType().equals("Ready")
                                && each.getStatus().equals("True")))
                .count();
    }

    private Bundle bundle() {
        return new Bundle("test/folder", temp, List.of("sh"), List.of(), Map.of(), Set.of());
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Set<Long> children() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private static Map<String, Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9]+", "N"))
                // Javalin has one for all servers of a JVM, from the first WebSocket on.
                .filter(name -> !name.startsWith("JavalinWebSocketPing"))
                .filter(name -> !name.startsWith("awaitility") && !name.equals("process reaper"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}

package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.SimulatorException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversIT {

    private static final int CLUSTERS = 10;

    @TempDir
    Path temp;

    @Test
    void ten_clusters_one_after_another_leave_no_process_port_thread_or_file() throws Exception {
        // The first one of a JVM makes what the JVM keeps: pools of the JDK, loaded libraries.
        runOne(0);
        Map<String, Long> threads = threads();
        long files = openFiles();
        for (int i = 1; i <= CLUSTERS; i++) {
            runOne(i);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            // The HTTP client of JDK 17 ends with the garbage.
            System.gc();
            assertThat(threads())
                    .allSatisfy((name, count) ->
                            assertThat(count).as(name).isLessThanOrEqualTo(threads.getOrDefault(name, 0L)));
            assertThat(openFiles()).isLessThanOrEqualTo(files);
            assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                    .isEmpty();
        });
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("image");
        }
    }

    @Test
    void a_cluster_that_cannot_start_leaves_nothing() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        Assertions.assertThatThrownBy(
                        () -> KubernetesClusters.start("embedded", ClusterConfig.in(file.resolve("below"))))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("the embedded cluster cannot start");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(threads().keySet()).noneMatch(name -> name.startsWith("etlbed")));
    }

    private void runOne(int number) throws IOException {
        try (KubernetesCluster cluster = KubernetesClusters.start(
                "embedded",
                ClusterConfig.in(temp.resolve("cluster-" + number))
                        .withNodes(2)
                        .withImages(List.of(ServerImage.in(temp.resolve("image")))))) {
            // Javalin has one thread for the pings of all WebSockets, which stays in the JVM: so let there be one each
            // time.
            cluster.client().pods().inNamespace("default").watch(new Unheard()).close();
            cluster.client().resource(ServerImage.pod("web")).create();
            cluster.client().pods().inNamespace("default").withName("web").waitUntilReady(60, TimeUnit.SECONDS);
        }
    }

    private static final class Unheard implements Watcher<Pod> {

        @Override
        public void eventReceived(Action action, Pod pod) {}

        @Override
        public void onClose(WatcherException cause) {}
    }

    /** By name without numbers; those of the test itself and what the JDK keeps for the next process are left out. */
    private static Map<String, Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9]+", "N"))
                .filter(name -> !name.startsWith("awaitility") && !name.equals("process reaper"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}

package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Targets that are processes of their own. */
@Timeout(120)
class TargetProcessesIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OBJECTS = 20;

    @TempDir
    Path folder;

    private static ReferenceClusterConfig config(Path folder, int targets) {
        return ReferenceClusterConfig.of(folder, 1, targets)
                .withTargetProcesses(TargetProcesses.on(Optional.empty()), List.of());
    }

    private static ProcessHandle process(NodeHandle node) {
        return ProcessHandle.of(node.pid().orElseThrow()).orElseThrow();
    }

    private static byte[] content(int number) {
        return Web.bytes(1000 * number, number);
    }

    @Test
    void what_was_acknowledged_is_there_after_a_target_was_killed_and_started_again() throws Exception {
        try (ReferenceCluster cluster = ReferenceCluster.start(config(folder, 2))) {
            Web web = new Web(cluster.url());
            web.createBucket("kept");
            for (int i = 0; i < OBJECTS; i++) {
                assertThat(web.send("PUT", "/v1/objects/kept/o" + i, content(i)).statusCode())
                        .isEqualTo(200);
            }
            NodeHandle target = cluster.target(1);
            ProcessHandle process = process(target);
            process.destroyForcibly();
            process.onExit().get();
            assertThat(target.isRunning()).isFalse();
            assertThat(target.pid()).isEmpty();
            target.start();
            assertThat(process(target).pid()).isNotEqualTo(process.pid());
            for (int i = 0; i < OBJECTS; i++) {
                assertThat(web.get("/v1/objects/kept/o" + i).body()).isEqualTo(content(i));
            }
        }
    }

    @Test
    void a_cluster_that_is_started_again_on_its_folder_has_its_objects_whatever_its_targets_run_as() throws Exception {
        try (ReferenceCluster cluster = ReferenceCluster.start(config(folder, 2))) {
            Web web = new Web(cluster.url());
            web.createBucket("kept");
            for (int i = 0; i < OBJECTS; i++) {
                web.send("PUT", "/v1/objects/kept/o" + i, content(i));
            }
        }
        for (ReferenceClusterConfig config : List.of(ReferenceClusterConfig.of(folder, 1, 2), config(folder, 2))) {
            try (ReferenceCluster cluster = ReferenceCluster.start(config)) {
                Web web = new Web(cluster.url());
                for (int i = 0; i < OBJECTS; i++) {
                    assertThat(web.get("/v1/objects/kept/o" + i).body()).isEqualTo(content(i));
                }
            }
        }
    }

    @Test
    void a_rebalance_goes_on_though_both_sides_of_it_are_killed_in_the_middle() throws Exception {
        try (ReferenceCluster cluster = ReferenceCluster.start(config(folder, 2))) {
            Web web = new Web(cluster.url());
            web.createBucket("kept");
            for (int i = 0; i < OBJECTS; i++) {
                web.send("PUT", "/v1/objects/kept/o" + i, Web.bytes(4 << 20, i));
            }
            NodeHandle joined = cluster.addTarget(Map.of());
            Path arrived = folder.resolve("t3").resolve("objects");
            await().atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> count(arrived) > 0);
            for (NodeHandle each : List.of(cluster.target(0), joined)) {
                ProcessHandle process = process(each);
                process.destroyForcibly();
                process.onExit().get();
            }
            cluster.target(0).start();
            joined.start();
            await().atMost(LIMIT).untilAsserted(() -> {
                for (int i = 0; i < OBJECTS; i++) {
                    assertThat(web.get("/v1/objects/kept/o" + i).body()).isEqualTo(Web.bytes(4 << 20, i));
                }
                assertThat(web.stay("GET", "/v1/objects/kept/o0", new byte[0])
                                .headers()
                                .firstValue("location")
                                .orElse(""))
                        .doesNotContain("etlbed-map");
            });
            assertThat(count(folder.resolve("t1")) + count(folder.resolve("t2")) + count(folder.resolve("t3")))
                    .isEqualTo(OBJECTS);
        }
    }

    /** Objects below a folder. */
    private static long count(Path below) throws IOException {
        if (!Files.exists(below)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                    .count();
        } catch (UncheckedIOException moved) {
            return 0;
        }
    }

    @Test
    void its_environment_is_its_own() throws Exception {
        ReferenceClusterConfig config = ReferenceClusterConfig.of(folder, 1, 1)
                .withTargetProcesses(TargetProcesses.on(Optional.empty()), List.of(Map.of("K8S_NODE_NAME", "node-7")));
        try (ReferenceCluster cluster = ReferenceCluster.start(config)) {
            Path environment =
                    Path.of("/proc", String.valueOf(process(cluster.target(0)).pid()), "environ");
            assertThat(Files.readString(environment).split("\0", -1))
                    .contains("K8S_NODE_NAME=node-7")
                    .noneMatch(variable -> variable.startsWith("HOSTNAME="));
            HttpResponse<byte[]> etl = new Web(cluster.url()).get("/v1/etl");
            assertThat(etl.statusCode()).isEqualTo(400);
            assertThat(Web.text(etl)).contains("requires Kubernetes");
        }
    }

    @Test
    void one_that_cannot_start_says_why_and_nothing_is_left() throws Exception {
        Path broken = folder.resolve("no.kubeconfig");
        Files.writeString(broken, "clusters: [");
        ReferenceClusterConfig config = ReferenceClusterConfig.of(folder.resolve("cluster"), 1, 2)
                .withTargetProcesses(TargetProcesses.on(Optional.of(broken)), List.of());
        assertThatThrownBy(() -> ReferenceCluster.start(config))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no.kubeconfig");
        assertThat(targets(ProcessHandle.current())).isEmpty();
    }

    @Test
    void closing_ends_them() throws Exception {
        List<ProcessHandle> targets;
        try (ReferenceCluster cluster = ReferenceCluster.start(config(folder, 2))) {
            targets = targets(ProcessHandle.current());
            assertThat(targets).hasSameSizeAs(cluster.targets());
        }
        assertThat(targets).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void they_end_with_the_process_that_has_started_them_however_it_ends() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
            List<ProcessHandle> targets = new ArrayList<>();
            for (String pid : output.readLine().split(" ", -1)) {
                targets.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
            }
            assertThat(targets).hasSize(2).allMatch(ProcessHandle::isAlive);
            owner.destroyForcibly();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(targets).noneMatch(ProcessHandle::isAlive));
        } finally {
            owner.destroyForcibly();
        }
    }

    private static List<ProcessHandle> targets(ProcessHandle owner) {
        return owner.children()
                .filter(child -> commandLine(child).contains(TargetMain.class.getName()))
                .toList();
    }

    /** Whole, as {@link ProcessHandle.Info} has only short ones; empty where the process is gone. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Starts a cluster, says which processes its targets are, and waits to be killed. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            try (ReferenceCluster cluster = ReferenceCluster.start(config(Path.of(arguments[0]), 2))) {
                System.out.println(cluster.target(0).pid().orElseThrow() + " "
                        + cluster.target(1).pid().orElseThrow());
                System.out.println(System.in.read());
            }
        }
    }
}

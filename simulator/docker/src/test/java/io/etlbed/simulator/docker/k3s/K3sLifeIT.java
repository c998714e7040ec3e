package io.etlbed.simulator.docker.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.BusyboxImage;
import io.etlbed.simulator.docker.TestEngine;
import io.etlbed.simulator.docker.engine.Inside;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long clusters live: to their end, to the end of a JVM that was killed, or from run to run. */
@TestEngine
@Timeout(180)
class K3sLifeIT {

    @TempDir
    Path temp;

    private StandIn k3s;

    @BeforeEach
    void prepare() throws IOException {
        k3s = new StandIn(temp.resolve("stand-in"));
    }

    @AfterEach
    void leaveNothing() throws IOException {
        try {
            assertThat(k3s.leftovers()).as("containers, networks and volumes").isEmpty();
        } finally {
            k3s.close();
        }
    }

    private ClusterConfig config(String folder) {
        return ClusterConfig.in(temp.resolve(folder));
    }

    @Test
    void what_a_killed_jvm_has_left_is_removed_by_the_next_start_and_what_a_living_one_has_is_not() throws Exception {
        String image = k3s.image();
        try (KubernetesCluster living = K3sStart.start(config("living"), k3s.settings(image))) {
            killOne(image);
            assertThat(k3s.leftovers()).as("of both").hasSizeGreaterThan(2);

            try (KubernetesCluster next = K3sStart.start(config("next"), k3s.settings(image))) {
                List<String> containers = k3s.engine().containers().labelled(Marks.ALL);
                assertThat(containers)
                        .extracting(id -> k3s.engine()
                                .containers()
                                .inspect(id)
                                .orElseThrow()
                                .name())
                        .containsExactlyInAnyOrder(
                                living.nodes().get(0), next.nodes().get(0));
                assertThat(k3s.engine().networks().labelled(Marks.ALL)).hasSize(2);
            }
            assertThat(living.client().raw("/readyz")).isEqualTo("ok");
        }
    }

    private void killOne(String image) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Detlbed.docker.host=" + k3s.engine().address(),
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-Djna.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterMain.class.getName(),
                        image,
                        temp.resolve("killed").toString())
                .redirectError(temp.resolve("killed.log").toFile())
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine())
                    .as("nodes of the process that is to be killed")
                    .startsWith("[etlbed-");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_cluster_for_reuse_is_found_again_empty_and_only_by_who_wants_one_like_it() throws Exception {
        K3sSettings plain = k3s.settings(k3s.image());
        K3sSettings reusing =
                new K3sSettings(plain.image(), plain.base(), Optional.empty(), true, K3sSettings.OFF, plain.patience());
        List<String> first;
        try (KubernetesCluster cluster = K3sStart.start(config("first").withNodes(2), reusing)) {
            first = cluster.nodes();
            cluster.client()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("left-behind")
                            .endMetadata()
                            .build())
                    .create();
            // It is taken: one process has it at a time.
            try (KubernetesCluster other = K3sStart.start(config("other").withNodes(2), reusing)) {
                assertThat(other.nodes()).doesNotContainAnyElementsOf(first);
            }
        }
        try {
            new Sweep(k3s.engine()).run();
            try (KubernetesCluster again = K3sStart.start(config("again").withNodes(2), reusing)) {
                assertThat(again.nodes()).isEqualTo(first);
                assertThat(again.client().namespaces().withName("left-behind").get())
                        .isNull();
                assertThat(again.client().raw("/readyz")).isEqualTo("ok");
            }
            try (KubernetesCluster unlike = K3sStart.start(config("unlike").withNodes(2), plain)) {
                assertThat(unlike.nodes()).doesNotContainAnyElementsOf(first);
            }
        } finally {
            new Sweep(k3s.engine()).cluster(first.get(0).replaceFirst("-0$", ""));
        }
    }

    @Test
    void a_cluster_for_reuse_that_is_there_in_part_is_replaced() throws Exception {
        K3sSettings plain = k3s.settings(k3s.image());
        K3sSettings reusing =
                new K3sSettings(plain.image(), plain.base(), Optional.empty(), true, K3sSettings.OFF, plain.patience());
        List<String> first;
        try (KubernetesCluster cluster = K3sStart.start(config("first").withNodes(2), reusing)) {
            first = cluster.nodes();
        }
        k3s.engine().containers().remove(first.get(1));
        List<String> second;
        try (KubernetesCluster cluster = K3sStart.start(config("second").withNodes(2), reusing)) {
            second = cluster.nodes();
        }
        try {
            assertThat(second).doesNotContainAnyElementsOf(first);
            assertThat(k3s.engine().containers().inspect(first.get(0))).isEmpty();
        } finally {
            new Sweep(k3s.engine()).cluster(second.get(0).replaceFirst("-0$", ""));
        }
    }

    @Test
    void ryuk_is_told_what_to_remove_if_this_jvm_is_killed() throws Exception {
        String image = "testcontainers/ryuk:0.0.1";
        Path context = BusyboxImage.in(
                temp.resolve("ryuk"), Map.of("/bin/ryuk", """
                        #!/bin/sh
                        exec nc -l -p 8080 -e /bin/answer
                        """, "/bin/answer", """
                        #!/bin/sh
                        read -r line
                        echo "$line" > /heard
                        echo ACK
                        exec cat > /dev/null
                        """), "ENTRYPOINT [\"/bin/ryuk\"]");
        k3s.engine().images().build(context, image, Map.of());
        try {
            for (String setting : List.of(image, K3sSettings.AUTO)) {
                K3sSettings plain = k3s.settings(k3s.image());
                K3sSettings guarded = new K3sSettings(
                        plain.image(), plain.base(), Optional.empty(), false, setting, plain.patience());
                try (KubernetesCluster cluster = K3sStart.start(config("guarded"), guarded)) {
                    String name = cluster.nodes().get(0).replaceFirst("-0$", "");
                    Inside ryuk = k3s.engine().containers().inside(name + "-ryuk");
                    assertThat(ryuk.read("/heard").strip()).isEqualTo("label=io.etlbed.k3s.cluster=" + name);
                    assertThat(ryuk.exec(List.of("ls", "/var/run/docker.sock"), Duration.ofSeconds(20))
                                    .well())
                            .isTrue();
                }
            }
        } finally {
            k3s.engine().images().remove(image);
        }
    }

    @Test
    void a_ryuk_that_does_not_come_up_ends_the_start_only_where_it_was_asked_for() throws Exception {
        String image = "testcontainers/ryuk:0.0.2";
        Path context = BusyboxImage.in(temp.resolve("ryuk"), Map.of(), "ENTRYPOINT [\"/bin/busybox\", \"false\"]");
        k3s.engine().images().build(context, image, Map.of());
        K3sSettings plain = k3s.settings(k3s.image());
        K3sSettings asked =
                new K3sSettings(plain.image(), plain.base(), Optional.empty(), false, image, plain.patience());
        K3sSettings unasked = new K3sSettings(
                plain.image(), plain.base(), Optional.empty(), false, K3sSettings.AUTO, plain.patience());
        try (KubernetesCluster cluster = K3sStart.start(config("unasked"), unasked)) {
            assertThat(cluster.nodes()).hasSize(1);
            assertThatThrownBy(() -> K3sStart.start(config("asked"), asked))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("Ryuk (" + image + ") does not come up: its container is exited, exit code 1")
                    .hasMessageContaining("ETLBED_K3S_RYUK=off");
        } finally {
            k3s.engine().images().remove(image);
        }
    }
}

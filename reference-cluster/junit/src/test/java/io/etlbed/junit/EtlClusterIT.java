package io.etlbed.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlHealth;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.simulator.SimulatorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtlClusterIT {

    @TempDir
    Path folder;

    @Test
    void a_cluster_serves_and_transforms_objects_and_has_a_kubernetes() throws Exception {
        try (EtlCluster cluster = EtlCluster.builder().proxies(2).folder(folder).start()) {
            assertThat(cluster.targets()).isEqualTo(3);
            assertThat(cluster.proxies()).hasSize(2).first().isEqualTo(cluster.url());
            assertThat(cluster.kubernetes().nodes().list().getItems()).hasSize(3);
            assertThat(Files.readString(cluster.kubeconfig())).contains("server: https://127.0.0.1:");
            for (URI proxy : cluster.proxies()) {
                Md5Example.run(proxy, "md5-" + proxy.getPort());
            }
        }
    }

    @Test
    void ten_clusters_one_after_another_leave_nothing_behind() throws Exception {
        try (EtlCluster first =
                EtlCluster.builder().folder(folder.resolve("first")).start()) {
            Md5Example.run(first.url(), "md5-warm-up"); // what the JVM keeps for itself is there from now on
        }
        Leftovers before = Leftovers.now(folder);
        for (int each = 0; each < 10; each++) {
            try (EtlCluster cluster =
                    EtlCluster.builder().folder(folder.resolve("each")).start()) {
                Md5Example.run(cluster.url(), "md5-example");
            }
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Leftovers after = Leftovers.now(folder);
            assertThat(after.processes()).as("processes").isSubsetOf(before.processes());
            assertThat(after.threads()).as("threads").isSubsetOf(before.threads());
            assertThat(after.ports()).as("ports").isSubsetOf(before.ports());
            assertThat(after.interfaces()).as("interfaces").isSubsetOf(before.interfaces());
            assertThat(after.files()).as("files").isSubsetOf(before.files());
        });
    }

    @Test
    void two_clusters_run_side_by_side() throws Exception {
        try (EtlCluster one = EtlCluster.builder().folder(folder.resolve("one")).start();
                EtlCluster other =
                        EtlCluster.builder().folder(folder.resolve("other")).start()) {
            Md5Example.init(one.url(), "md5-same-name");
            Md5Example.init(other.url(), "md5-same-name");
            Md5Example.transform(one.url(), "md5-same-name");
            Md5Example.transform(other.url(), "md5-same-name");
            Md5Example.remove(one.url(), "md5-same-name");
            Md5Example.remove(other.url(), "md5-same-name");
        }
    }

    @Test
    void a_cluster_that_cannot_start_leaves_nothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> EtlCluster.builder()
                            .folder(folder.resolve("cluster"))
                            .proxyPort(taken.getLocalPort())
                            .start())
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void a_folder_with_something_in_it_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("mine"), "precious");
        assertThatThrownBy(() -> EtlCluster.builder().folder(folder).start())
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("not empty");
        assertThat(folder.resolve("mine")).hasContent("precious");
    }

    @Test
    void the_health_of_an_etl_is_what_its_pods_use() throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                        .targets(2)
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            Md5Example.init(cluster.url(), "md5-health");
            assertThat(ais.etl().health("md5-health"))
                    .hasSize(2)
                    .allSatisfy(pod -> {
                        assertThat(pod.cpu()).isBetween(0.0, 2.0);
                        assertThat(pod.memory()).isBetween(1L << 20, 1L << 28);
                    })
                    .extracting(EtlHealth::targetId)
                    .containsExactlyInAnyOrderElementsOf(cluster.targetNodes().keySet());
            ais.etl().stop("md5-health");
            assertThatThrownBy(() -> ais.etl().health("md5-health"))
                    .isInstanceOfSatisfying(
                            AisException.class, e -> assertThat(e.status()).isEqualTo(404))
                    .hasMessageContaining("etl job \"md5-health\" does not run");
        }
    }

    @Test
    void a_handler_takes_the_place_of_a_shipped_image_while_the_others_stay_processes() throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                        .targets(1)
                        .handler("aistore/transformer_echo", (request, answer) -> answer.send(200, "by a handler"))
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            Md5Example.run(cluster.url(), "md5-process");
            ais.buckets().create("both");
            ais.objects().put(new ObjectRef("both", "object"), ObjectBody.of(new byte[] {1}));
            ais.etl().init(TransformerSpecs.of("etl-echo", "echo"));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ais.objects().get(ObjectRead.of(new ObjectRef("both", "object")).through("etl-echo"), answer);
            assertThat(answer).hasToString("by a handler");
        }
    }

    @Test
    void closing_twice_is_harmless() {
        EtlCluster cluster = EtlCluster.builder().targets(1).folder(folder).start();
        cluster.close();
        cluster.close();
        assertThat(folder).doesNotExist();
    }
}

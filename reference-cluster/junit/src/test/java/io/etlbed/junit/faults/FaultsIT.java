package io.etlbed.junit.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.junit.EtlCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults before pods that are processes. */
class FaultsIT {

    private static final String ECHO = "aistore/transformer_echo";
    private static final ObjectRef OBJECT = new ObjectRef("b", "o");

    @Test
    void the_pods_of_one_etl_fail_and_those_of_another_do_not(@TempDir Path folder) throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                        .targets(1)
                        .faults()
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            ais.buckets().create("b");
            ais.objects().put(OBJECT, ObjectBody.of("hello".getBytes(UTF_8)));
            for (String etl : List.of("etl-one", "etl-two")) {
                ais.etl().init(FaultyCluster.spec(etl, ECHO, "hpush://"));
            }
            Fault fault =
                    cluster.faults().at(Place.pods("etl-one")).method("POST").status(500);
            assertThatThrownBy(() -> transformed(ais, "etl-one")).isInstanceOf(AisException.class);
            assertThat(transformed(ais, "etl-two")).isEqualTo("hello");
            assertThat(fault.hits()).isPositive();
            cluster.faults().reset();
            assertThat(transformed(ais, "etl-one")).isEqualTo("hello");
        }
        nothingIsLeft(folder);
    }

    @Test
    void what_a_pod_fetches_from_its_target_passes_too_and_pods_come_and_go(@TempDir Path folder) throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                        .targets(2)
                        .faults()
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            ais.buckets().create("b");
            ais.objects().put(OBJECT, ObjectBody.of("hello".getBytes(UTF_8)));
            for (int round = 0; round < 2; round++) {
                ais.etl().init(FaultyCluster.spec("etl-pull", ECHO, "hrev://"));
                assertThat(transformed(ais, "etl-pull")).isEqualTo("hello");
                Fault fault = cluster.faults()
                        .at(Place.targets())
                        .path("/v1/etl/_object/**")
                        .reset();
                assertThatThrownBy(() -> transformed(ais, "etl-pull")).isInstanceOf(AisException.class);
                assertThat(fault.hits()).isPositive();
                cluster.faults().reset();
                assertThat(transformed(ais, "etl-pull")).isEqualTo("hello");
                ais.etl().delete("etl-pull");
            }
        }
        nothingIsLeft(folder);
    }

    private static void nothingIsLeft(Path folder) {
        assertThat(folder).isEmptyDirectory();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("etlbed-faults")));
    }

    private static String transformed(AisClient ais, String etl) throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ais.objects().get(ObjectRead.of(OBJECT).through(etl), answer);
        return answer.toString(UTF_8);
    }
}

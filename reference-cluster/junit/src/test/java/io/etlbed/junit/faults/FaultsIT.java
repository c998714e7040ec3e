package io.etlbed.junit.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
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
                ais.etl().init(spec(etl));
            }
            Fault fault =
                    cluster.faults().at(Place.pods("etl-one")).method("POST").status(500);
            assertThatThrownBy(() -> transformed(ais, "etl-one")).isInstanceOf(AisException.class);
            assertThat(transformed(ais, "etl-two")).isEqualTo("hello");
            assertThat(fault.hits()).isPositive();
            cluster.faults().reset();
            assertThat(transformed(ais, "etl-one")).isEqualTo("hello");
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private static String transformed(AisClient ais, String etl) throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ais.objects().get(ObjectRead.of(OBJECT).through(etl), answer);
        return answer.toString(UTF_8);
    }

    private static EtlInit spec(String etl) {
        EtlInit.Spec echo = (EtlInit.Spec) FaultyCluster.spec(etl);
        return EtlInit.spec(
                etl,
                new String(echo.yaml(), UTF_8)
                        .replace("acme/echo", "aistore/transformer_echo")
                        .getBytes(UTF_8));
    }
}

package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectContent;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod that dies costs the request that it was serving, and nothing more (COMM-09). */
class PodDeathIT {

    private static final long LARGE = 256L << 20;

    @Test
    void inTheMiddleOfATransformItBreaksThatBodyOffAndServesAgainAfterItsRestart(@TempDir Path folder)
            throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                        .targets(1)
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            ais.buckets().create("deaths");
            ObjectRef large = new ObjectRef("deaths", "large");
            ObjectRef small = new ObjectRef("deaths", "small");
            ais.objects().put(large, ObjectBody.of(new Noise(LARGE), LARGE));
            ais.objects().put(small, ObjectBody.of("alive".getBytes(UTF_8)));
            ais.etl().init(TransformerSpecs.of("etl-echo", "echo"));

            try (ObjectContent content = ais.objects().open(ObjectRead.of(large).through("etl-echo"))) {
                assertThat(content.stream().readNBytes(1 << 20)).hasSize(1 << 20);
                killTransformer();
                assertThatThrownBy(() -> content.stream().readAllBytes())
                        .as("a body that is not whole must not look whole")
                        .isInstanceOf(IOException.class);
            }

            await().atMost(Duration.ofMinutes(2))
                    .ignoreException(AisException.class)
                    .until(() -> transformed(ais, small).equals("alive"));
            assertThat(restarts(cluster)).isEqualTo(1);
        }
    }

    private static String transformed(AisClient ais, ObjectRef object) throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ais.objects().get(ObjectRead.of(object).through("etl-echo"), answer);
        return answer.toString(UTF_8);
    }

    /** The server and its workers, as this host sees them. */
    private static void killTransformer() {
        long killed = ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().commandLine().orElse("").contains("/code/server.py"))
                .filter(ProcessHandle::destroyForcibly)
                .count();
        assertThat(killed).isPositive();
    }

    private static int restarts(EtlCluster cluster) {
        Pod pod =
                cluster.kubernetes().pods().inNamespace("ais").list().getItems().get(0);
        return pod.getStatus().getContainerStatuses().get(0).getRestartCount();
    }
}

package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ETL on targets that are processes of their own, with real pods. */
class TargetProcessesIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int OBJECTS = 12;

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static AisClient ais;

    @BeforeAll
    static void start() throws Exception {
        cluster = EtlCluster.builder()
                .targets(2)
                .targetProcesses()
                .folder(folder.resolve("cluster"))
                .start();
        ais = AisClient.of(cluster.url());
        ais.buckets().create("lines");
        for (int i = 0; i < OBJECTS; i++) {
            ais.objects().put(object(i), ObjectBody.of(text(i).getBytes(UTF_8)));
        }
    }

    @AfterAll
    static void stop() {
        ais.close();
        cluster.close();
    }

    private static ObjectRef object(int number) {
        return new ObjectRef("lines", "line " + number);
    }

    private static String text(int number) {
        return "line " + number + "\n";
    }

    private static void assertTransforms(String etl) throws Exception {
        for (int i = 0; i < OBJECTS; i++) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ais.objects().get(ObjectRead.of(object(i)).through(etl), answer);
            assertThat(answer).hasToString(text(i));
        }
    }

    private static List<String> places(String etl) {
        return cluster.kubernetes().pods().inNamespace("ais").list().getItems().stream()
                .filter(pod -> pod.getMetadata().getName().startsWith(etl + "-"))
                .map(Pod::getSpec)
                .map(spec -> spec.getNodeName())
                .sorted()
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hpush://", "hrev://", "hpull://"})
    void each_has_its_pod_on_its_own_node_and_transforms(String mechanism) throws Exception {
        String etl = "own-" + mechanism.substring(0, mechanism.indexOf(':'));
        ais.etl().init(TransformerSpecs.of(etl, "echo", mechanism));
        assertThat(places(etl))
                .containsExactlyElementsOf(
                        cluster.targetNodes().values().stream().sorted().toList());
        assertTransforms(etl);
        ais.etl().delete(etl);
        assertThat(places(etl)).isEmpty();
    }

    @Test
    void a_script_by_io() throws Exception {
        byte[] script = """
                import sys
                sys.stdout.buffer.write(sys.stdin.buffer.read())
                """.getBytes(UTF_8);
        ais.etl()
                .init(new EtlInit.Code(
                        "own-script", script, new byte[0], "python3", Optional.of("io://"), Optional.empty()));
        assertTransforms("own-script");
        ais.etl().delete("own-script");
    }

    @Test
    void one_that_was_killed_serves_its_etls_again_after_its_return_and_they_can_be_stopped() throws Exception {
        ais.etl().init(TransformerSpecs.of("survivor", "echo"));
        ProcessHandle process =
                ProcessHandle.of(cluster.target(0).pid().orElseThrow()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
        cluster.target(0).start();
        await().atMost(LIMIT).ignoreException(AisException.class).untilAsserted(() -> assertTransforms("survivor"));
        assertThat(places("survivor")).hasSize(2);
        ais.etl().delete("survivor");
        assertThat(places("survivor")).isEmpty();
    }

    @Test
    void a_job_goes_on_when_a_target_that_was_killed_is_back() throws Exception {
        byte[] slow = """
                import time
                def transform(data):
                    time.sleep(0.2)
                    return data.upper()
                """.getBytes(UTF_8);
        ais.etl()
                .init(new EtlInit.Code("slow-upper", slow, new byte[0], "python3", Optional.empty(), Optional.empty()));
        ais.buckets().create("many");
        for (int i = 0; i < 60; i++) {
            ais.objects().put(new ObjectRef("many", "object " + i), ObjectBody.of(text(i).getBytes(UTF_8)));
        }
        HttpClient http = HttpClient.newHttpClient();
        String job = call(
                http,
                "POST",
                "/v1/buckets/many",
                "{\"action\":\"etl-bck\",\"name\":\"all\",\"value\":{\"id\":\"slow-upper\"}}");
        ProcessHandle process =
                ProcessHandle.of(cluster.target(1).pid().orElseThrow()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
        cluster.target(1).start();

        String status = await().atMost(LIMIT)
                .until(
                        () -> call(http, "GET", "/v1/cluster?what=status", "{\"id\":\"" + job + "\"}"),
                        answer -> !answer.contains("\"end_time\":0,"));
        assertThat(status).contains("\"err\":\"\"", "\"aborted\":false");
        for (int i = 0; i < 60; i++) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ais.objects().get(ObjectRead.of(new ObjectRef("all", "object " + i)), answer);
            assertThat(answer).hasToString(text(i).toUpperCase(Locale.ROOT));
        }
        ais.etl().delete("slow-upper");
    }

    private static String call(HttpClient http, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void faults_are_not_to_be_had_with_them() {
        assertThatThrownBy(() -> EtlCluster.builder().targetProcesses().faults().start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("targetProcesses()");
    }
}

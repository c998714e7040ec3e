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
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clusters without processes. */
class InprocClusterTest {

    private static final Logger LOG = LoggerFactory.getLogger(InprocClusterTest.class);

    @TempDir
    Path folder;

    @Test
    void the_md5_example_runs_without_a_process_and_leaves_nothing() throws Exception {
        runOne("warm-up"); // what the JVM keeps for itself is there from now on
        Leftovers before = Leftovers.now(folder);
        for (int each = 0; each < 3; each++) {
            runOne("each");
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Leftovers after = Leftovers.now(folder);
            assertThat(after.processes()).as("processes").isSubsetOf(before.processes());
            assertThat(after.threads()).as("threads").isSubsetOf(before.threads());
            assertThat(after.ports()).as("ports").isSubsetOf(before.ports());
            assertThat(after.files()).as("files").isSubsetOf(before.files());
        });
    }

    private void runOne(String name) throws Exception {
        Leftovers before = Leftovers.now(folder);
        try (EtlCluster cluster =
                EtlCluster.builder().inproc().folder(folder.resolve(name)).start()) {
            Md5Example.run(cluster.url(), "md5-inproc");
            assertThat(Leftovers.now(folder).processes()).isSubsetOf(before.processes());
        }
    }

    @Test
    void echo_streams_a_large_object_through() throws Exception {
        long size = 64L << 20;
        try (EtlCluster cluster = EtlCluster.builder()
                        .inproc()
                        .targets(1)
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            ais.buckets().create("large");
            ObjectRef object = new ObjectRef("large", "object");
            Noise noise = new Noise(size);
            ais.objects().put(object, ObjectBody.of(noise, size));
            ais.etl().init(TransformerSpecs.of("etl-echo", "echo"));
            try (ObjectContent content =
                            ais.objects().open(ObjectRead.of(object).through("etl-echo"));
                    CheckedInputStream counted = new CheckedInputStream(content.stream(), new CRC32C())) {
                assertThat(counted.skip(Long.MAX_VALUE)).isEqualTo(size);
                assertThat(counted.getChecksum().getValue()).isEqualTo(noise.checksum());
            }
        }
    }

    @Test
    void a_transformer_that_is_asked_by_a_client_fetches_the_object_from_its_target() throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                        .inproc()
                        .targets(1)
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            ais.buckets().create("pulled");
            ais.objects().put(new ObjectRef("pulled", "a folder/ä%2F?"), ObjectBody.of("pulled".getBytes(UTF_8)));
            ais.etl().init(TransformerSpecs.of("etl-md5", "md5"));
            int port = cluster.kubernetes()
                    .services()
                    .inNamespace("ais")
                    .list()
                    .getItems()
                    .get(0)
                    .getSpec()
                    .getPorts()
                    .get(0)
                    .getNodePort();
            URI pod = URI.create("http://127.0.0.1:" + port);
            assertThat(get(pod.resolve("/pulled/a%20folder/%C3%A4%252F%3F")).body())
                    .isEqualTo(md5("pulled"));
            assertThat(get(pod.resolve("/pulled/nothing")).statusCode()).isEqualTo(404);
            assertThat(get(pod.resolve("/health")).body()).isEqualTo("OK");
            HttpRequest delete =
                    HttpRequest.newBuilder(pod.resolve("/pulled/x")).DELETE().build();
            HttpResponse<String> refused =
                    HttpClient.newHttpClient().send(delete, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD, POST, PUT");
        }
    }

    @Test
    void a_lambda_under_the_name_of_an_image_is_a_transformer() throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                        .inproc()
                        .targets(2)
                        .handler("acme/upper", (request, answer) -> {
                            String text = new String(request.body().readAllBytes(), UTF_8);
                            request.container().log(request.method() + " of " + text.length());
                            answer.send(200, text.toUpperCase(Locale.ROOT));
                        })
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            ais.buckets().create("words");
            ObjectRef object = new ObjectRef("words", "greeting");
            ais.objects().put(object, ObjectBody.of("hello".getBytes(UTF_8)));
            ais.etl().init(TransformerSpecs.withImage("etl-upper", "acme/upper:v2"));
            assertThat(transformed(ais, object, "etl-upper")).isEqualTo("HELLO");
            assertThat(ais.etl().health("etl-upper")).hasSize(2).allMatch(pod -> pod.cpu() >= 0 && pod.memory() == 0);
            assertThat(ais.etl().logs("etl-upper")).anyMatch(log -> log.text().contains("POST of 5\n"));
        }
    }

    @Test
    void a_container_that_ends_is_started_again() throws Exception {
        try (EtlCluster cluster = EtlCluster.builder()
                        .inproc()
                        .targets(1)
                        .handler("acme/mortal", (request, answer) -> {
                            if (new String(request.body().readAllBytes(), UTF_8).equals("die")) {
                                throw request.container().exit(9);
                            }
                            answer.send(200, "alive");
                        })
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            ais.buckets().create("deaths");
            ObjectRef deadly = new ObjectRef("deaths", "deadly");
            ObjectRef harmless = new ObjectRef("deaths", "harmless");
            ais.objects().put(deadly, ObjectBody.of("die".getBytes(UTF_8)));
            ais.objects().put(harmless, ObjectBody.of("live".getBytes(UTF_8)));
            ais.etl().init(TransformerSpecs.withImage("etl-mortal", "acme/mortal"));
            assertThatThrownBy(() -> transformed(ais, deadly, "etl-mortal")).isInstanceOf(AisException.class);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(AisException.class)
                    .until(() -> transformed(ais, harmless, "etl-mortal").equals("alive"));
            Pod pod = cluster.kubernetes()
                    .pods()
                    .inNamespace("ais")
                    .list()
                    .getItems()
                    .get(0);
            assertThat(pod.getStatus().getContainerStatuses().get(0).getRestartCount())
                    .isPositive();
        }
    }

    @Test
    void a_hundred_targets_start_an_etl_in_one_jvm() throws Exception {
        long began = System.nanoTime();
        try (EtlCluster cluster = EtlCluster.builder()
                        .inproc()
                        .targets(100)
                        .folder(folder.resolve("cluster"))
                        .start();
                AisClient ais = AisClient.of(cluster.url())) {
            LOG.info("100 targets on 100 nodes after {} ms", millisSince(began));
            long init = System.nanoTime();
            ais.etl().init(TransformerSpecs.of("etl-md5", "md5"));
            LOG.info("their 100 pods after {} ms more", millisSince(init));
            Md5Example.transform(cluster.url(), "etl-md5");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void handlers_cannot_be_run_by_a_cluster_of_somebody_else() {
        assertThatThrownBy(() -> EtlCluster.builder()
                        .provider("kubeconfig")
                        .handler(HandlerImage.serving("a/b", (request, answer) -> answer.send(200, "x")))
                        .folder(folder.resolve("cluster"))
                        .start())
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("code of this JVM");
        assertThat(folder).isEmptyDirectory();
    }

    private static String transformed(AisClient ais, ObjectRef object, String etl)
            throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ais.objects().get(ObjectRead.of(object).through(etl), answer);
        return answer.toString(UTF_8);
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}

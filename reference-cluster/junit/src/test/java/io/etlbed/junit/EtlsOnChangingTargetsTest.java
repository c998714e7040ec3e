package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.NodeHandle;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectContent;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.etl.TargetsChange;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.junit.faults.Fault;
import io.etlbed.junit.faults.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of ETLs when targets join and leave (LIFE-11). */
@Timeout(120)
class EtlsOnChangingTargetsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OBJECTS = 40;

    @TempDir
    Path folder;

    private EtlCluster.Builder cluster() {
        return EtlCluster.builder()
                .inproc()
                .targets(2)
                .handler(
                        "aistore/transformer_upper",
                        (request, answer) -> answer.send(
                                200,
                                request.method().equals("GET")
                                        ? "ready"
                                        : "got " + new String(request.body().readAllBytes(), UTF_8)))
                .folder(folder.resolve("cluster"));
    }

    private static void fill(AisClient ais) throws Exception {
        ais.buckets().create("b");
        for (int i = 0; i < OBJECTS; i++) {
            ais.objects().put(new ObjectRef("b", "o" + i), ObjectBody.of(("text " + i).getBytes(UTF_8)));
        }
        ais.etl().init(TransformerSpecs.of("etl-upper", "upper"));
    }

    private static String transformed(AisClient ais, int object) throws IOException, InterruptedException {
        try (ObjectContent content = ais.objects()
                .open(ObjectRead.of(new ObjectRef("b", "o" + object)).through("etl-upper"))) {
            return new String(content.stream().readAllBytes(), UTF_8);
        }
    }

    /** Transforms all objects again and again; what went wrong. */
    private static CompletableFuture<List<String>> transformMeanwhile(AisClient ais, AtomicBoolean over) {
        return CompletableFuture.supplyAsync(() -> {
            List<String> wrong = new ArrayList<>();
            while (!over.get()) {
                for (int i = 0; i < OBJECTS; i++) {
                    try {
                        String text = transformed(ais, i);
                        if (!text.equals("got text " + i)) {
                            wrong.add(i + ": " + text);
                        }
                    } catch (IOException | InterruptedException | AisException e) {
                        wrong.add(i + ": " + e);
                    }
                }
            }
            return wrong;
        });
    }

    private static List<String> podsOf(EtlCluster cluster, String target) {
        return cluster.kubernetes().pods().inNamespace("ais").list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .filter(name -> name.endsWith(target.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static void awaitPlace(URI proxy, String target) {
        HttpRequest map =
                HttpRequest.newBuilder(proxy.resolve("/v1/daemon?what=smap")).build();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(HttpClient.newHttpClient()
                                .send(map, HttpResponse.BodyHandlers.ofString())
                                .body())
                        .containsPattern("\"daemon_id\":\"" + target + "\"[^}]*}[^}]*}[^}]*},\"flags\":0"));
    }

    @Test
    void they_go_on_while_targets_join_and_leave() throws Exception {
        try (EtlCluster cluster = cluster().start();
                AisClient ais = AisClient.of(cluster.url())) {
            fill(ais);
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<List<String>> wrong = transformMeanwhile(ais, over);

            NodeHandle joined = cluster.addTarget();
            awaitPlace(cluster.url(), joined.id());
            assertThat(podsOf(cluster, joined.id())).hasSize(1);
            assertThat(cluster.targetNodes()).hasSize(3).containsKey(joined.id());
            String leaving = cluster.targetNodes().keySet().iterator().next();
            String job = ais.targets().decommission(leaving);
            await().atMost(LIMIT).until(() -> ais.targets().isOver(job));
            await().atMost(LIMIT).untilAsserted(() -> cluster.removeTarget(leaving));
            assertThat(podsOf(cluster, leaving)).isEmpty();

            over.set(true);
            assertThat(wrong.get()).isEmpty();
            assertThat(cluster.targetNodes()).hasSize(2).doesNotContainKey(leaving);
            assertThat(ais.etl().list()).hasSize(1);
        }
    }

    @Test
    void they_are_stopped_everywhere_with_the_reason_where_that_is_wanted() throws Exception {
        try (EtlCluster cluster = cluster().onTargetsChange(TargetsChange.STOP).start();
                AisClient ais = AisClient.of(cluster.url())) {
            fill(ais);
            NodeHandle joined = cluster.addTarget();
            awaitPlace(cluster.url(), joined.id());
            for (int i = 0; i < OBJECTS; i++) {
                int object = i;
                assertThatThrownBy(() -> transformed(ais, object))
                        .isInstanceOf(AisException.class)
                        .hasMessageContaining("\"etl-upper\" was stopped, as the targets have changed: target "
                                + joined.id() + " has joined");
            }
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(cluster.kubernetes()
                                    .pods()
                                    .inNamespace("ais")
                                    .list()
                                    .getItems())
                            .isEmpty());
            ais.etl().start("etl-upper");
            for (int i = 0; i < OBJECTS; i++) {
                assertThat(transformed(ais, i)).isEqualTo("got text " + i);
            }
            assertThat(podsOf(cluster, joined.id())).hasSize(1);
        }
    }

    @Test
    void one_that_a_joined_target_refused_is_started_there_as_soon_as_it_can_be() throws Exception {
        try (EtlCluster cluster = cluster().faults().start();
                AisClient ais = AisClient.of(cluster.url())) {
            fill(ais);
            Fault refusal = cluster.faults()
                    .at(Place.kubernetes())
                    .method("POST")
                    .path("/api/v1/namespaces/ais/pods")
                    .status(403);
            NodeHandle joined = cluster.addTarget();
            awaitPlace(cluster.url(), joined.id());
            assertThat(refusal.hits()).isPositive();
            assertThat(podsOf(cluster, joined.id())).isEmpty();

            cluster.faults().reset();

            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(podsOf(cluster, joined.id())).hasSize(1));
            for (int i = 0; i < OBJECTS; i++) {
                int object = i;
                await().atMost(LIMIT)
                        .ignoreExceptionsInstanceOf(AisException.class)
                        .untilAsserted(
                                () -> assertThat(transformed(ais, object)).isEqualTo("got text " + object));
            }
        }
    }
}

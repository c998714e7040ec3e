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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clients that start, stop and delete the same ETLs at once; and a stop while requests are under way. */
class RacesTest {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 40;

    @TempDir
    Path folder;

    private EtlCluster cluster;
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeEach
    void start() {
        cluster = EtlCluster.builder()
                .inproc()
                .proxies(2)
                .targets(3)
                .handler("acme/slow", (request, answer) -> {
                    if (request.method().equals("GET")) {
                        answer.send(200, "ready");
                        return;
                    }
                    byte[] body = request.body().readAllBytes();
                    entered.countDown();
                    released.await();
                    answer.send(200, new String(body, UTF_8));
                })
                .folder(folder.resolve("cluster"))
                .start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        cluster.close();
    }

    @Test
    void whatever_several_clients_do_to_the_same_etls_leaves_each_of_them_whole_or_gone() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                running.add(clients.submit(() -> {
                    race(cluster.proxies().get(number % 2), new Random(number));
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
        }
        try (AisClient ais = AisClient.of(cluster.url())) {
            List<String> listed = ais.etl().list().stream().map(etl -> etl.id()).toList();
            assertThat(pods()).as("one pod of each that runs on each target").hasSize(listed.size() * 3);
            assertThat(services()).hasSize(listed.size() * 3);
            for (int etl = 0; etl < 3; etl++) {
                quietly(etl, id -> ais.etl().delete(id));
            }
            assertThat(ais.etl().list()).isEmpty();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> pods().isEmpty() && services().isEmpty());
            ais.etl().init(TransformerSpecs.of(id(0), "md5"));
            Md5Example.transform(cluster.url(), id(0));
        }
    }

    private static void race(URI proxy, Random random) throws IOException, InterruptedException {
        try (AisClient ais = AisClient.of(proxy)) {
            for (int round = 0; round < ROUNDS; round++) {
                int etl = random.nextInt(3);
                switch (random.nextInt(5)) {
                    case 0, 1 -> quietly(etl, id -> ais.etl().init(TransformerSpecs.of(id, "md5")));
                    case 2 -> quietly(etl, id -> ais.etl().stop(id));
                    case 3 -> quietly(etl, id -> ais.etl().start(id));
                    default -> quietly(etl, id -> ais.etl().delete(id));
                }
            }
        }
    }

    private interface Call {
        void on(String etl) throws IOException, InterruptedException;
    }

    private static void quietly(int etl, Call call) throws IOException, InterruptedException {
        try {
            call.on(id(etl));
        } catch (AisException e) {
            // Another client was quicker: there is none, there is one already, or it was stopped while it started.
            assertThat(e.status()).as(e.getMessage()).isIn(400, 404, 409);
        }
    }

    private static String id(int etl) {
        return "raced-" + etl;
    }

    private List<?> pods() {
        return cluster.kubernetes().pods().inNamespace("ais").list().getItems();
    }

    private List<?> services() {
        return cluster.kubernetes().services().inNamespace("ais").list().getItems();
    }

    @Test
    void a_request_that_is_under_way_at_the_stop_is_answered_within_the_grace_period() throws Exception {
        try (AisClient ais = AisClient.of(cluster.url())) {
            Future<String> answer = inFlight(ais, 30);
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                Future<?> stopping = other.submit(() -> {
                    ais.etl().stop("etl-slow");
                    return null;
                });
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThatThrownBy(() -> transformed(ais))
                                .isInstanceOfSatisfying(
                                        AisException.class,
                                        e -> assertThat(e.status()).isEqualTo(404)));
                assertThat(answer.isDone()).isFalse();
                released.countDown();
                assertThat(answer.get()).isEqualTo("content");
                stopping.get();
            } finally {
                other.shutdownNow();
            }
            assertThat(pods()).isEmpty();
        }
    }

    @Test
    void a_request_that_takes_longer_than_the_grace_period_fails_cleanly() throws Exception {
        try (AisClient ais = AisClient.of(cluster.url())) {
            Future<String> answer = inFlight(ais, 1);
            ais.etl().stop("etl-slow");
            assertThatThrownBy(answer::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            AisException.class, e -> assertThat(e.status()).isEqualTo(400));
            assertThat(pods()).isEmpty();
        }
    }

    /** A transform that has come to its container and waits there. */
    private Future<String> inFlight(AisClient ais, int graceSeconds) throws Exception {
        EtlInit.Spec md5 = (EtlInit.Spec) TransformerSpecs.of("etl-slow", "md5");
        String yaml = new String(md5.yaml(), UTF_8)
                .replace("aistore/transformer_md5:latest", "acme/slow")
                .replace("spec:\n", "spec:\n  terminationGracePeriodSeconds: " + graceSeconds + "\n");
        ais.etl().init(EtlInit.spec("etl-slow", yaml.getBytes(UTF_8)));
        ais.buckets().create("slow");
        ais.objects().put(new ObjectRef("slow", "object"), ObjectBody.of("content".getBytes(UTF_8)));
        ExecutorService client = Executors.newSingleThreadExecutor();
        Future<String> answer = client.submit(() -> transformed(ais));
        client.shutdown();
        entered.await();
        return answer;
    }

    private static String transformed(AisClient ais) throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ais.objects().get(ObjectRead.of(new ObjectRef("slow", "object")).through("etl-slow"), answer);
        return answer.toString(UTF_8);
    }
}

package io.etlbed.junit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.faults.FaultyCluster.At;
import io.etlbed.junit.faults.FaultyCluster.Seen;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of fault at every place of a real cluster. */
@Timeout(120)
class FaultsTest {

    @TempDir
    static Path folder;

    private static FaultyCluster at;
    private static ExecutorService clients;

    @BeforeAll
    static void start() throws Exception {
        clients = Executors.newCachedThreadPool();
        at = new FaultyCluster(folder.resolve("cluster"));
    }

    @AfterAll
    static void stop() {
        if (at != null) {
            at.close();
        }
        clients.shutdownNow();
    }

    @AfterEach
    void none() {
        at.faults().reset();
    }

    @ParameterizedTest
    @EnumSource(At.class)
    void without_a_fault_all_is_well(At place) throws Exception {
        Seen seen = at.ask(place);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.whole()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(At.class)
    void status(At place) throws Exception {
        Fault fault = at.fault(place).status(418, "teapot");
        Seen seen = at.ask(place);
        assertThat(fault.hits()).isEqualTo(1);
        switch (place) {
            case PROXY, TARGET -> assertThat(seen.status()).isEqualTo(418);
            case POD -> assertThat(seen.status()).isGreaterThanOrEqualTo(400);
            default -> {
                assertThat(seen.status()).isEqualTo(400);
                assertThat(seen.body()).contains("Kubernetes refused (418)");
            }
        }
        fault.remove();
        assertThat(at.ask(place).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(At.class)
    void reset(At place) throws Exception {
        // Kubernetes is asked again by its client: a fault that lasts would only take its time.
        FaultRule rule = at.fault(place);
        Fault fault = place == At.KUBERNETES ? rule.first(1).reset() : rule.reset();
        Seen seen = at.ask(place);
        assertThat(fault.hits()).isPositive();
        switch (place) {
            case PROXY, TARGET -> {
                assertThat(seen.broken()).isTrue();
                assertThat(seen.head()).isEmpty();
            }
            case POD -> assertThat(seen.status()).isNotEqualTo(200);
            default -> {
                assertThat(seen.status()).isEqualTo(200);
                assertThat(fault.seen()).isGreaterThan(1);
            }
        }
        fault.remove();
        assertThat(at.ask(place).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(At.class)
    void truncation(At place) throws Exception {
        String whole = at.ask(place).body();
        Fault fault = at.fault(place).first(1).truncate(100);
        Seen seen = at.ask(place);
        assertThat(fault.hits()).isEqualTo(1);
        switch (place) {
            case PROXY, TARGET -> {
                assertThat(seen.body()).isEqualTo(whole.substring(0, 100));
                assertThat(seen.whole()).isFalse();
            }
            case POD ->
                assertThat(seen.status() == 200 && seen.whole())
                        .as("what is not whole must not look whole: %s", seen)
                        .isFalse();
            default -> assertThat(seen.body()).as("the log, or an error").isNotEqualTo(whole);
        }
        assertThat(at.ask(place).body()).isEqualTo(whole);
    }

    @ParameterizedTest
    @EnumSource(At.class)
    void delay_with_jitter(At place) throws Exception {
        Fault fault = at.fault(place).delay(Duration.ofMillis(300), Duration.ofMillis(100), 1);
        Seen seen = at.ask(place);
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.whole()).isTrue();
        assertThat(seen.millis()).isGreaterThanOrEqualTo(300);
        at.faults().reset();
        at.fault(place).afterEffect().delay(Duration.ofMillis(300));
        assertThat(at.ask(place)).satisfies(late -> {
            assertThat(late.status()).isEqualTo(200);
            assertThat(late.millis()).isGreaterThanOrEqualTo(300);
        });
    }

    @ParameterizedTest
    @EnumSource(At.class)
    void stall(At place) throws Exception {
        Fault fault = at.fault(place).first(1).stall();
        CompletableFuture<Seen> seen = later(place);
        await().until(() -> at.faults().state().acting() == 1);
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(seen).isNotDone();
        at.faults().reset();
        assertThat(at.faults().state().none()).isTrue();
        Seen after = seen.get();
        switch (place) {
            case PROXY, TARGET -> assertThat(after.broken()).isTrue();
            case POD ->
                assertThat(after.status())
                        .as("asked again on another connection, or given up")
                        .isPositive();
            default -> assertThat(after.status()).as("asked again").isEqualTo(200);
        }
        assertThat(at.ask(place).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(At.class)
    void corruption(At place) throws Exception {
        String whole = at.ask(place).body();
        Fault fault = at.fault(place).corrupt(7, 1000);
        Seen seen = at.ask(place);
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(seen.status()).isEqualTo(200);
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < whole.length(); i++) {
            if (seen.body().charAt(i) != whole.charAt(i)) {
                wrong.add(i);
            }
        }
        switch (place) {
            case PROXY -> assertThat(wrong).startsWith(7).allMatch(position -> position % 1000 == 7);
            case TARGET, POD -> assertThat(wrong).containsExactly(7, 1007, 2007);
            default -> assertThat(wrong).as("in base64").isNotEmpty();
        }
        at.faults().reset();
        assertThat(at.ask(place).body()).isEqualTo(whole);
    }

    // ---- before or after the side effect

    @Test
    void a_write_to_a_target_is_made_or_not() throws Exception {
        String put =
                "PUT /v1/objects/b/%s?pid=x&utm=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx";
        String head = "HEAD /v1/objects/b/%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        FaultRule rule = at.faults().at(Place.targets()).method("PUT").path("/v1/objects/b/*");
        rule.first(1).beforeEffect().status(503);
        assertThat(at.ask(At.TARGET, put.formatted("before")).status()).isEqualTo(503);
        assertThat(at.ask(At.TARGET, head.formatted("before")).status()).isEqualTo(404);
        at.faults().reset();
        rule.first(1).afterEffect().status(503);
        assertThat(at.ask(At.TARGET, put.formatted("after")).status()).isEqualTo(503);
        assertThat(at.ask(At.TARGET, head.formatted("after")).status()).isEqualTo(200);
    }

    @Test
    void a_bucket_is_created_by_a_proxy_or_not() throws Exception {
        FaultRule rule = at.faults().at(Place.proxies()).method("POST").path("/v1/buckets/*");
        rule.beforeEffect().status(500);
        assertThatThrownBy(() -> at.ais.buckets().create("before")).isInstanceOf(AisException.class);
        at.faults().reset();
        rule.afterEffect().status(500);
        assertThatThrownBy(() -> at.ais.buckets().create("after")).isInstanceOf(AisException.class);
        at.faults().reset();
        assertThat(at.ais.buckets().list()).contains("after").doesNotContain("before");
    }

    @Test
    void a_pod_transforms_or_not() throws Exception {
        int before = at.transforms.get();
        at.fault(At.POD).beforeEffect().status(500);
        at.ask(At.POD);
        assertThat(at.transforms).hasValue(before);
        at.faults().reset();
        at.fault(At.POD).afterEffect().status(500);
        assertThat(at.ask(At.POD).status()).isNotEqualTo(200);
        assertThat(at.transforms).hasValueGreaterThan(before);
    }

    @Test
    void a_pod_is_made_by_kubernetes_or_not_and_none_is_left() throws Exception {
        int before = at.starts.get();
        FaultRule rule = at.faults().at(Place.kubernetes()).method("POST").path("/api/v1/namespaces/ais/pods");
        rule.beforeEffect().status(403, "{\"kind\":\"Status\",\"message\":\"no pods today\"}");
        assertThatThrownBy(() -> at.ais.etl().init(FaultyCluster.spec("etl-before")))
                .isInstanceOf(AisException.class)
                .hasMessageContaining("Kubernetes refused (403)");
        assertThat(at.starts).hasValue(before);
        at.faults().reset();
        rule.afterEffect().status(403);
        assertThatThrownBy(() -> at.ais.etl().init(FaultyCluster.spec("etl-after")))
                .isInstanceOf(AisException.class);
        assertThat(at.cluster.kubernetes().pods().inNamespace("ais").list().getItems())
                .as("all but the one of the shared ETL")
                .hasSize(1);
    }

    @Test
    void what_a_container_fetches_from_its_target_passes_too() throws Exception {
        at.ais.etl().init(FaultyCluster.spec("etl-pull", "aistore/transformer_echo", "hrev://"));
        String get = "GET /v1/objects/b/o?uuid=etl-pull HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertThat(at.ask(At.TARGET, get).body()).isEqualTo(FaultyCluster.OBJECT);
        Fault fault = at.faults().at(Place.targets()).path("/v1/etl/_object/**").status(503);
        assertThat(at.ask(At.TARGET, get).status()).isNotEqualTo(200);
        assertThat(fault.hits()).isPositive();
        at.faults().reset();
        assertThat(at.ask(At.TARGET, get).body()).isEqualTo(FaultyCluster.OBJECT);
        at.ais.etl().stop("etl-pull");
    }

    // ---- the end of faults

    @Test
    void a_reset_leaves_the_cluster_as_it_was() throws Exception {
        List<String> answers = answers();
        // Clients keep connections that they have needed at once: let them need all that they ever will.
        for (At place : At.values()) {
            at.fault(place).delay(Duration.ofMillis(300));
        }
        for (CompletableFuture<Seen> one : crowd()) {
            one.get();
        }
        at.faults().reset();
        long files = openFiles();
        for (int round = 0; round < 4; round++) {
            askFor(Duration.ofMinutes(10));
            List<CompletableFuture<Seen>> crowd = crowd();
            await().until(() -> at.faults().state().acting() >= 10);
            at.faults().reset();
            assertThat(at.faults().state()).isEqualTo(new Faults.State(0, 0));
            for (CompletableFuture<Seen> one : crowd) {
                one.get();
            }
        }
        assertThat(answers()).isEqualTo(answers);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(at.faults().state().none()).isTrue();
            assertThat(openFiles()).isLessThanOrEqualTo(files);
        });
    }

    /** One of each kind at each place, and all others stalled. */
    private static void askFor(Duration delay) {
        for (At place : At.values()) {
            at.fault(place).nth(1).reset();
            at.fault(place).nth(1).delay(delay);
            at.fault(place).nth(1).afterEffect().delay(delay);
            at.fault(place).nth(1).corrupt();
            at.fault(place).nth(1).truncate(3);
            at.fault(place).nth(1).afterEffect().stall();
            at.fault(place).stall();
        }
    }

    private static List<CompletableFuture<Seen>> crowd() {
        List<CompletableFuture<Seen>> crowd = new ArrayList<>();
        for (int each = 0; each < 10; each++) {
            for (At place : At.values()) {
                crowd.add(later(place));
            }
        }
        return crowd;
    }

    private static List<String> answers() throws Exception {
        List<String> answers = new ArrayList<>();
        for (At place : At.values()) {
            Seen seen = at.ask(place);
            answers.add(seen.status() + seen.body());
        }
        return answers;
    }

    @Test
    void faults_have_to_be_asked_for_and_a_fixed_port_is_kept() throws Exception {
        try (EtlCluster plain = EtlCluster.builder()
                .inproc()
                .targets(1)
                .folder(folder.resolve("plain"))
                .start()) {
            assertThatThrownBy(plain::faults)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("builder().faults()");
        }
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (EtlCluster cluster = EtlCluster.builder()
                .inproc()
                .targets(1)
                .proxyPort(port)
                .faults()
                .folder(folder.resolve("fixed"))
                .start()) {
            assertThat(cluster.url().getPort()).isEqualTo(port);
            cluster.faults().at(Place.kubernetes()).stall();
        }
        assertThat(folder.resolve("fixed")).as("no fault hinders the end").doesNotExist();
    }

    private static CompletableFuture<Seen> later(At place) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return at.ask(place);
                    } catch (IOException e) {
                        return new Seen(0, "", "", true, 0);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                },
                clients);
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}

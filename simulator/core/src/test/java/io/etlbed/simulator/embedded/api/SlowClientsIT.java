package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.Shelf;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send little by little, or read nothing, or come by the hundred: others do not notice. */
@Timeout(180)
class SlowClientsIT {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final int CROWD = 140;

    private final List<RawConnection> crowd = Collections.synchronizedList(new ArrayList<>());

    @AutoClose
    private final TestServer at = new TestServer();

    private final RawClient http = new RawClient(at.kubeconfig);
    private Shelf<ConfigMap> maps;

    @BeforeEach
    void start() {
        maps = at.store.of(ConfigMap.class);
    }

    @AfterEach
    void stop() {
        crowd.forEach(RawConnection::close);
    }

    @Test
    void heads_that_never_end_hold_nobody_up() {
        gather(connection -> connection.send("GET " + MAPS + " HTTP/1.1\r\nHost: x\r\nX-Slow: "));

        requireService();
    }

    @Test
    void bodies_that_trickle_hold_nobody_up_and_are_given_up() {
        gather(connection ->
                connection.head("POST " + MAPS, "Content-Length: 1000\r\n").send("{"));

        requireService();
        RawConnection first = crowd.get(0);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !trickles(first));
        assertThat(first.answerHead()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void lists_that_nobody_reads_hold_nobody_up() {
        for (int i = 0; i < 20; i++) {
            maps.create(map("large" + i, "x".repeat(500_000)));
        }
        gather(connection -> connection.head("GET " + MAPS, ""));

        requireService();
    }

    /** Each of them is large when it is taken apart; all together would not fit. */
    @Test
    void many_large_bodies_at_once_fit_into_the_memory() {
        String body = "{\"metadata\":{\"name\":\"x\"},\"odd\":[" + "[],".repeat(200_000) + "[]]}";
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> http.post(MAPS + "?dryRun=All", body)))
                .toList();

        requireService();
        assertThat(answers)
                .extracting(answer -> answer.join().statusCode())
                .containsAnyOf(201)
                .isSubsetOf(201, 429);
        // What they took has been given back.
        assertThat(http.post(MAPS + "?dryRun=All", body).statusCode()).isEqualTo(201);
    }

    @Test
    void a_hundred_megabytes_are_refused_early_and_not_kept() {
        long before = heap();
        for (String length : List.of("Content-Length: 104857600\r\n", "Transfer-Encoding: chunked\r\n")) {
            int sent = 0;
            RawConnection connection = new RawConnection(http).head("POST " + MAPS, length);
            crowd.add(connection);
            while (sent < 100 && takesMore(connection)) {
                sent++;
            }
            assertThat(sent).as("megabytes of 100").isLessThan(60);
        }
        RawConnection asking =
                new RawConnection(http).head("POST " + MAPS, "Content-Length: 104857600\r\nExpect: 100-continue\r\n");
        crowd.add(asking);
        assertThat(asking.answerHead()).startsWith("HTTP/1.1 413 ");
        assertThat(heap() - before).isLessThan(16L << 20);
    }

    @Test
    void a_storm_of_watches_leaves_nothing_and_changes_nothing_for_others() throws Exception {
        requireService();
        long heapBefore = heap();
        try (Stream<String> faithful = http.lines(MAPS + "?watch=true&timeoutSeconds=150")) {
            CompletableFuture<List<String>> seen = CompletableFuture.supplyAsync(() -> names(faithful));
            List<Thread> storm = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Thread thread = new Thread(this::openAndDrop, "storm-" + t);
                storm.add(thread);
                thread.start();
            }
            for (int i = 0; i < 400; i++) {
                maps.create(map("w" + i, "x".repeat(2000)));
                maps.delete("default", "w" + i, Deletion.usual());
            }
            for (Thread thread : storm) {
                thread.join();
            }
            maps.create(map("last", ""));

            List<String> expected = IntStream.range(0, 400)
                    .boxed()
                    .flatMap(i -> Stream.of("ADDED w" + i, "DELETED w" + i))
                    .toList();
            assertThat(seen.get().stream()
                            .filter(each -> !each.endsWith(" last"))
                            .toList())
                    .isEqualTo(expected);
        }
        crowd.forEach(RawConnection::close);
        crowd.clear();

        // A watch is known to be dropped when something is written to it.
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            maps.update(
                    "default",
                    "last",
                    each -> new ConfigMapBuilder(each)
                            .addToData("k", Long.toString(System.nanoTime()))
                            .build());
            return at.server.openWatches() == 0;
        });
        assertThat(heap() - heapBefore).isLessThan(64L << 20);
    }

    /** Hundreds of watches: a part is dropped at once, a part is not read and left open. */
    private void openAndDrop() {
        for (int i = 0; i < 60; i++) {
            RawConnection connection = new RawConnection(http);
            connection.head("GET " + MAPS + "?watch=true", "");
            if (i % 2 == 0) {
                connection.close();
            } else {
                crowd.add(connection);
            }
        }
    }

    private static List<String> names(Stream<String> lines) {
        List<String> names = new ArrayList<>();
        var each = lines.iterator();
        while (each.hasNext()) {
            JsonNode event = Api.tree(each.next());
            String name = event.at("/object/metadata/name").asText();
            if (name.startsWith("w") || name.equals("last")) {
                names.add(event.path("type").asText() + " " + name);
            }
            if (name.equals("last")) {
                break;
            }
        }
        return names;
    }

    private interface Beginning {
        void of(RawConnection connection);
    }

    private void gather(Beginning beginning) {
        for (int i = 0; i < CROWD; i++) {
            RawConnection connection = new RawConnection(http);
            crowd.add(connection);
            beginning.of(connection);
        }
    }

    /** Sends a mebibyte, which is a chunk. */
    private static boolean takesMore(RawConnection connection) {
        try {
            connection.send("100000\r\n").send(new byte[1 << 20]).send("\r\n");
            return true;
        } catch (UncheckedIOException closed) {
            return false;
        }
    }

    private static boolean trickles(RawConnection connection) {
        try {
            connection.send(" ");
            return connection.socket().getInputStream().available() == 0;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** Another client is served as ever: it reads and writes. */
    private void requireService() {
        try {
            String name = "other" + System.nanoTime();
            HttpResponse<String> made = http.send(http.request(MAPS)
                    .timeout(AT_ONCE)
                    .POST(BodyPublishers.ofString("{\"metadata\":{\"name\":\"" + name + "\"}}")));
            HttpResponse<String> read =
                    http.send(http.request(MAPS + "/" + name).timeout(AT_ONCE).GET());
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(read.statusCode()).isEqualTo(200);
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).as("another client is held up").isNotInstanceOf(HttpTimeoutException.class);
            throw e;
        }
    }

    private static ConfigMap map(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .addToData("k", value)
                .build();
    }

    /** What is in use when all that nobody needs is gone. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}

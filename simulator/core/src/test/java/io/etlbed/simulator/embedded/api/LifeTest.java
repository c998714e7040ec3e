package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server begins and ends, and what it does with clients that do not keep up. */
class LifeTest {

    @TempDir
    Path folder;

    @Test
    void a_closed_server_leaves_no_thread_port_or_file() throws Exception {
        TestServer at = new TestServer(folder);
        RawClient http = new RawClient(at.kubeconfig);
        int port = http.server.getPort();
        List<String> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<?> watch = lines(http, "/api/v1/pods?watch=1", seen);
        at.store.of(Pod.class).create(pod("p"));
        at.logs.present.put("p", List.of("line"));
        CompletableFuture<?> log = lines(http, "/api/v1/namespaces/default/pods/p/log?follow=1", seen);
        await().until(() -> seen.size() == 2);

        at.close();

        watch.get(30, TimeUnit.SECONDS);
        log.get(30, TimeUnit.SECONDS);
        assertThat(seen).hasSize(2).contains("line");
        assertThat(at.kubeconfig).doesNotExist();
        try (ServerSocket free = new ServerSocket(port)) {
            assertThat(free.isBound()).isTrue();
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("etlbed-")));
    }

    @Test
    void closing_twice_is_closing_once() {
        TestServer at = new TestServer(folder);
        at.close();
        at.server.close();
    }

    @Test
    void two_servers_run_side_by_side_and_know_nothing_of_each_other() {
        try (TestServer one = new TestServer(folder.resolve("one"));
                TestServer two = new TestServer(folder.resolve("two"))) {
            one.client.pods().resource(pod("p")).create();

            assertThat(two.client.pods().inAnyNamespace().list().getItems()).isEmpty();
        }
    }

    @Test
    void a_watcher_that_does_not_read_is_given_up() throws IOException {
        ObjectStore store = new ObjectStore(Clock.systemUTC());
        try (ApiServer server = ApiServer.start(
                store,
                (pod, container, query) -> Optional.empty(),
                new FakeUsages(),
                NodePorts.unforwarded(),
                Duration.ofSeconds(1))) {
            Path kubeconfig = folder.resolve("kubeconfig");
            server.writeKubeconfig(kubeconfig);
            RawClient http = new RawClient(kubeconfig);
            try (SSLSocket socket =
                    (SSLSocket) http.tls.getSocketFactory().createSocket("127.0.0.1", http.server.getPort())) {
                socket.getOutputStream()
                        .write(("GET /api/v1/configmaps?watch=1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + http.token + "\r\n\r\n")
                                .getBytes(US_ASCII));
                await().until(() -> server.openWatches() == 1);
                for (int i = 0; i < 40; i++) {
                    store.of(ConfigMap.class).create(large("large-" + i));
                }

                await().atMost(Duration.ofSeconds(60)).until(() -> server.openWatches() == 0);
            }
        } finally {
            store.close();
        }
    }

    @Test
    void a_quiet_watch_and_a_quiet_log_are_not_given_up() throws Exception {
        Duration patience = Duration.ofSeconds(1);
        ObjectStore store = new ObjectStore(Clock.systemUTC());
        FakeLogs logs = new FakeLogs();
        logs.present.put("quiet", List.of("first"));
        store.of(Pod.class).create(pod("quiet"));
        long version = store.version();
        CompletableFuture<List<String>> watch;
        CompletableFuture<List<String>> log;
        try (ApiServer server = ApiServer.start(store, logs, new FakeUsages(), NodePorts.unforwarded(), patience)) {
            Path kubeconfig = folder.resolve("kubeconfig");
            server.writeKubeconfig(kubeconfig);
            RawClient http = new RawClient(kubeconfig);
            watch = lines(http, "/api/v1/pods?watch=1&resourceVersion=" + version);
            log = lines(http, "/api/v1/namespaces/default/pods/quiet/log?follow=1");
            await().until(() -> server.openWatches() == 1 && logs.asked != null);
            Instant late = Instant.now().plus(patience.multipliedBy(3));
            await().until(() -> Instant.now().isAfter(late));

            store.of(Pod.class).create(pod("late"));
            logs.coming.add("late");
            await().until(logs.coming::isEmpty);
        } finally {
            store.close();
        }
        assertThat(watch.get(30, TimeUnit.SECONDS))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("late"));
        assertThat(log.get(30, TimeUnit.SECONDS)).containsExactly("first", "late");
    }

    @Test
    void more_watches_than_threads_leave_room_for_others_and_end_in_good_order() throws Exception {
        try (TestServer at = new TestServer(folder)) {
            RawClient http = new RawClient(at.kubeconfig);
            List<CompletableFuture<List<String>>> watches = Stream.generate(
                            () -> http.linesLater("/api/v1/namespaces/default/pods?watch=1"))
                    .limit(150)
                    .toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> at.server.openWatches() == 150);

            at.client.pods().resource(pod("crowd")).create();
            assertThat(at.client.pods().inNamespace("default").list().getItems())
                    .hasSize(1);
            at.server.close();

            for (CompletableFuture<List<String>> watch : watches) {
                assertThat(watch.get(60, TimeUnit.SECONDS)).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    private static ConfigMap large(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .addToData("k", "x".repeat(500_000))
                .build();
    }

    private static CompletableFuture<List<String>> lines(RawClient http, String path) {
        List<String> seen = new CopyOnWriteArrayList<>();
        return lines(http, path, seen).thenApply(ended -> seen);
    }

    /** Ends with the answer; what has come so far can be seen before. */
    private static CompletableFuture<Void> lines(RawClient http, String path, List<String> seen) {
        return CompletableFuture.runAsync(() -> {
            try (Stream<String> lines = http.lines(path)) {
                lines.forEach(seen::add);
            }
        });
    }
}

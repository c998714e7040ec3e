package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is there after {@code kill -9}. */
@Timeout(120)
class KilledIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CLIENTS = 3;
    private static final int ENOUGH = 60;

    @TempDir
    Path folder;

    private static ReferenceClusterConfig config(Path folder, int targets) {
        return ReferenceClusterConfig.of(folder, 1, targets)
                .withDurable(true)
                .withTargetProcesses(TargetProcesses.on(Optional.empty()), List.of());
    }

    private static byte[] content(int client, int number) {
        return Web.bytes(1 + (number * 7919) % 200_000, client * 1000 + number);
    }

    /** Puts one version after the other, and what was acknowledged last, until nobody answers. */
    private static void write(Web web, int client, Map<Integer, Integer> acknowledged) throws InterruptedException {
        try {
            for (int number = 1; true; number++) {
                HttpResponse<byte[]> answer = web.send("PUT", "/v1/objects/kept/o" + client, content(client, number));
                if (answer.statusCode() != 200) {
                    return;
                }
                acknowledged.put(client, number);
            }
        } catch (IOException e) {
            // It was killed.
        }
    }

    @Test
    void what_was_acknowledged_is_there_after_every_process_was_killed_in_the_midst_of_writing() throws Exception {
        Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Process owner = owner();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
            String[] words = output.readLine().split(" ", -1);
            Web web = new Web(URI.create(words[0]));
            web.createBucket("kept");
            List<Future<?>> writing = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                writing.add(clients.submit(() -> {
                    write(web, number, acknowledged);
                    return null;
                }));
            }
            await().atMost(LIMIT)
                    .until(() -> acknowledged.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum()
                            > ENOUGH);
            for (int i = 1; i < words.length; i++) {
                ProcessHandle.of(Long.parseLong(words[i])).orElseThrow().destroyForcibly();
            }
            owner.destroyForcibly();
            for (Future<?> each : writing) {
                each.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            owner.destroyForcibly();
            clients.shutdownNow();
        }
        // At once, while the old processes may still be dying.
        try (ReferenceCluster cluster = ReferenceCluster.start(config(folder, 2))) {
            Web web = new Web(cluster.url());
            assertThat(new StoredBytes(folder).leftovers()).isEmpty();
            for (int client = 0; client < CLIENTS; client++) {
                int last = acknowledged.get(client);
                // The next one may have been stored before its answer was lost.
                assertThat(web.get("/v1/objects/kept/o" + client).body())
                        .isIn(content(client, last), content(client, last + 1));
            }
        }
    }

    private Process owner() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Starts a cluster, says where it is and which processes its targets are, and waits to be killed. */
    static final class Owner {

        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            ReferenceClusterConfig config = config(Path.of(arguments[0]), 2);
            try (ReferenceCluster cluster = ReferenceCluster.start(config)) {
                System.out.println(cluster.url() + " " + cluster.target(0).pid().orElseThrow() + " "
                        + cluster.target(1).pid().orElseThrow());
                System.out.println(System.in.read());
            }
        }
    }

    @Test
    void a_put_that_was_half_there_leaves_the_old_version_and_no_file() throws Exception {
        try (ReferenceCluster cluster = ReferenceCluster.start(config(folder, 1))) {
            Web web = new Web(cluster.url());
            web.createBucket("kept");
            byte[] old = content(1, 1);
            web.send("PUT", "/v1/objects/kept/o", old);
            StoredBytes disk = new StoredBytes(folder);
            String at = web.stay("PUT", "/v1/objects/kept/o", new byte[1])
                    .headers()
                    .firstValue("location")
                    .orElseThrow();
            URI location = URI.create(at);
            try (RawClient client = new RawClient(location)) {
                client.write("PUT " + location.getRawPath() + "?" + location.getRawQuery()
                        + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
                client.write(new byte[600_000]);
                await().atMost(LIMIT).until(() -> !disk.leftovers().isEmpty());
                NodeHandle target = cluster.target(0);
                ProcessHandle process =
                        ProcessHandle.of(target.pid().orElseThrow()).orElseThrow();
                process.destroyForcibly();
                process.onExit().get();
                assertThat(disk.leftovers()).hasSize(1);
                target.start();
            }
            assertThat(disk.leftovers()).isEmpty();
            assertThat(web.get("/v1/objects/kept/o").body()).isEqualTo(old);
        }
    }
}

package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** COMM-06, CODE-07: many requests at once, the loss of processes, and the end. */
class FunctionServerLifeIT {

    private static final String ENDS = "io.etlbed.junit.Interpreter#ends";

    /** Does what it is told; `wait` says that it has come, and returns once the file `go` is there. */
    private static final String CODE = """
            import ctypes, multiprocessing, os, time
            def transform(b):
                if b == b'segfault':
                    ctypes.string_at(0)
                if b == b'exit':
                    os._exit(3)
                if b == b'killed':
                    os.kill(os.getpid(), 9)
                if b == b'fork' and os.fork() == 0:
                    return b'from the child'
                if b == b'terminate':
                    process = multiprocessing.Process(target=time.sleep, args=(1000,))
                    process.start()
                    process.terminate()
                    process.join()
                    return str(process.exitcode).encode()
                if b.startswith(b'wait'):
                    open(os.path.join(os.environ['HERE'], 'came-%d' % os.getpid()), 'w').close()
                    while not os.path.exists(os.path.join(os.environ['HERE'], 'go')):
                        time.sleep(0.01)
                return b
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ENDS)
    void the_crash_of_a_worker_costs_its_one_request(Interpreter python) throws Exception {
        try (PodServer server = server(python, Map.of())) {
            List<CompletableFuture<HttpResponse<String>>> others =
                    IntStream.range(0, 8).mapToObj(each -> send(server, "wait")).toList();
            awaitWaiting(8);
            assertThat(server.say("/", "segfault"))
                    .isEqualTo("500 the process that worked on this request was lost: killed by signal 11 (SIGSEGV)");
            assertThat(server.say("/", "exit")).startsWith("500 ").endsWith("lost: exit status 3");
            assertThat(server.say("/", "killed")).startsWith("500 ").endsWith("killed by signal 9 (SIGKILL)");
            assertThat(server.say("/", "fork")).isEqualTo("200 fork");
            assertThat(server.say("/", "terminate"))
                    .as("a process of the user's own")
                    .isEqualTo("200 -15");
            go();
            for (CompletableFuture<HttpResponse<String>> other : others) {
                assertThat(other.get(30, TimeUnit.SECONDS).body()).isEqualTo("wait");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void processes_that_are_lost_while_nothing_runs_in_them_cost_nothing(Interpreter python) throws Exception {
        try (PodServer server = server(python, Map.of());
                Socket kept = server.connect()) {
            for (int each = 0; each < 3; each++) {
                await().until(() -> server.workers().stream().allMatch(FunctionServerLifeIT::sleeps));
                server.workers().forEach(ProcessHandle::destroyForcibly);
                kept.getOutputStream()
                        .write("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nmeow".getBytes(UTF_8));
                assertThat(new String(kept.getInputStream().readNBytes(82), UTF_8))
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .endsWith("\r\n\r\nmeow");
            }
            CompletableFuture<HttpResponse<String>> other = send(server, "wait");
            awaitWaiting(1);
            ProcessHandle template = server.template();
            template.destroyForcibly();
            await().until(() -> server.log().contains("starting it again"));
            assertThat(server.say("/", "after the template")).isEqualTo("200 after the template");
            go();
            assertThat(other.get(30, TimeUnit.SECONDS).body()).isEqualTo("wait");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void sixty_four_requests_run_at_once_and_a_pod_that_is_busy_is_healthy(Interpreter python) throws Exception {
        try (PodServer server = server(python, Map.of("ETL_WORKERS_MAX", "64"))) {
            List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 64)
                    .mapToObj(each -> send(server, "wait"))
                    .toList();
            awaitWaiting(64);
            CompletableFuture<HttpResponse<String>> late = send(server, "late");
            assertThat(server.get("/health")).isEqualTo("200 OK");
            assertThat(late).isNotDone();
            go();
            for (CompletableFuture<HttpResponse<String>> each : all) {
                assertThat(each.get(30, TimeUnit.SECONDS).body()).isEqualTo("wait");
            }
            assertThat(late.get(30, TimeUnit.SECONDS).body()).isEqualTo("late");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void large_objects_at_once_over_fewer_workers_come_back_whole(Interpreter python) throws Exception {
        byte[] object = new Noise(1 << 20).readAllBytes();
        try (PodServer server = server(python, Map.of("ETL_WORKERS_MAX", "5"))) {
            List<CompletableFuture<HttpResponse<byte[]>>> all = IntStream.range(0, 64)
                    .mapToObj(each -> PodServer.CLIENT.sendAsync(
                            server.request("/")
                                    .POST(BodyPublishers.ofByteArray(object))
                                    .build(),
                            BodyHandlers.ofByteArray()))
                    .toList();
            for (CompletableFuture<HttpResponse<byte[]>> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS).body()).isEqualTo(object);
            }
            assertThat(server.workers()).hasSizeLessThanOrEqualTo(5);
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void five_hundred_requests_leave_no_process_and_no_descriptor_behind(Interpreter python) throws Exception {
        try (PodServer server = server(python, Map.of())) {
            String close = "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\na";
            for (int each = 0; each < 50; each++) {
                server.answerTo(close);
            }
            assertThat(server.say("/", "killed")).startsWith("500 ");
            assertThat(server.say("/", "x")).as("over a connection that stays").isEqualTo("200 x");
            List<Long> lasting =
                    List.of(server.process().pid(), server.template().pid());
            long before = settled(() -> descriptors(lasting) - server.workers().size());
            for (int each = 0; each < 500; each++) {
                if (each % 10 == 0) {
                    server.answerTo(close);
                } else {
                    assertThat(server.say("/", each % 50 == 1 ? "killed" : "x")).matches("(?s)(200 x|500 .*)");
                }
            }
            await().untilAsserted(() -> {
                assertThat(server.processes()).as("template and workers").hasSizeLessThanOrEqualTo(1 + 4);
                assertThat(descriptors(lasting) - server.workers().size())
                        .as("without one for each worker")
                        .isLessThanOrEqualTo(before);
                for (ProcessHandle worker : server.workers()) {
                    assertThat(descriptors(List.of(worker.pid()))).isLessThan(16);
                }
            });
        }
    }

    /** A count, once it stays the same: a worker that was killed is replaced and reaped in steps. */
    private static long settled(Callable<Long> count) {
        AtomicLong last = new AtomicLong(-1);
        await().during(Duration.ofMillis(500)).until(() -> {
            long now = count.call();
            return last.getAndSet(now) == now;
        });
        return last.get();
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void a_stop_lets_requests_end_and_leaves_nothing(Interpreter python) throws Exception {
        try (PodServer server = server(python, Map.of());
                Socket idle = server.connect()) {
            CompletableFuture<HttpResponse<String>> running = send(server, "wait");
            awaitWaiting(1);
            List<ProcessHandle> all = server.process().descendants().toList();
            server.process().destroy();
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            await().untilAsserted(() -> assertThatThrownBy(server::connect).isInstanceOf(IOException.class));
            assertThat(running).isNotDone();
            go();
            HttpResponse<String> answer = running.get(30, TimeUnit.SECONDS);
            assertThat(answer.statusCode() + " " + answer.body()).isEqualTo("200 wait");
            assertThat(server.process().waitFor()).isZero();
            await().untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void nothing_outlives_a_server_that_was_killed(Interpreter python) throws Exception {
        try (PodServer server = server(python, Map.of())) {
            CompletableFuture<HttpResponse<String>> running = send(server, "wait");
            awaitWaiting(1);
            List<ProcessHandle> all = server.process().descendants().toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(2);
            server.process().destroyForcibly();
            await().untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
            assertThat(running).failsWithin(30, TimeUnit.SECONDS);
        }
    }

    private PodServer server(Interpreter python, Map<String, String> environment) throws Exception {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("HERE", folder.toString());
        return PodServer.function(folder, python, CODE, variables).ready();
    }

    private static CompletableFuture<HttpResponse<String>> send(PodServer server, String body) {
        return PodServer.CLIENT.sendAsync(
                server.request("/").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private void awaitWaiting(int count) {
        await().untilAsserted(() -> {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.filter(each -> each.getFileName().toString().startsWith("came-")))
                        .hasSize(count);
            }
        });
    }

    private void go() throws IOException {
        Files.createFile(folder.resolve("go"));
    }

    private static boolean sleeps(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).matches("(?s).*\\) S .*");
        } catch (IOException ended) {
            return false;
        }
    }

    private static long descriptors(List<Long> processes) throws IOException {
        long sum = 0;
        for (long process : processes) {
            try (Stream<Path> open = Files.list(Path.of("/proc/" + process + "/fd"))) {
                sum += open.count();
            }
        }
        return sum;
    }
}

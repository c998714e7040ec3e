package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.etl.workload.PodSources;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** COMM-04, CODE-05: a program per object. */
class IoServerIT {

    private static final String ALL = "io.etlbed.junit.Interpreter#all";
    private static final String COPY = """
            import sys
            out = getattr(sys.stdout, 'buffer', sys.stdout)
            out.write(getattr(sys.stdin, 'buffer', sys.stdin).read())
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL)
    void the_code_of_the_pod_runs_for_each_object(Interpreter python) throws Exception {
        try (PodServer server = PodServer.io(folder, python, COPY, Map.of()).ready()) {
            for (int size : new int[] {0, 1, 65_537, 3_000_001}) {
                byte[] body = new Noise(size).readAllBytes();
                assertThat(server.post("/", body).body()).as("%d bytes", size).isEqualTo(body);
                assertThat(server.post(command("bash", "-c", "python " + folder + "/code/code.py"), body)
                                .body())
                        .as("%d bytes, as the targets of AIStore say it", size)
                        .isEqualTo(body);
            }
            byte[] body = new Noise(1 << 20).readAllBytes();
            List<CompletableFuture<HttpResponse<byte[]>>> all = IntStream.range(0, 64)
                    .mapToObj(each -> PodServer.CLIENT.sendAsync(
                            server.request("/")
                                    .PUT(BodyPublishers.ofByteArray(body))
                                    .build(),
                            BodyHandlers.ofByteArray()))
                    .toList();
            for (CompletableFuture<HttpResponse<byte[]>> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS).body()).isEqualTo(body);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_command_is_what_the_server_was_told_else_that_of_the_request(Interpreter python) throws Exception {
        try (PodServer server =
                PodServer.runner(folder, python, Map.of(), "tr", "a-z", "A-Z").ready()) {
            assertThat(server.say("/", "meow")).isEqualTo("200 MEOW");
            assertThat(server.say(command("cat"), "meow")).isEqualTo("200 MEOW");
            assertThat(server.get("/health")).isEqualTo("200 OK");
        }
        try (PodServer server = PodServer.runner(folder, python, Map.of()).ready()) {
            assertThat(server.say("/", "")).startsWith("400 there is no program to run");
            assertThat(server.say(command("cat"), "x")).isEqualTo("200 x");
            assertThat(server.say(command("printf", "%s|", "a+b &=%", "\u00e9 ", ""), ""))
                    .isEqualTo("200 a+b &=%|\u00e9 ||");
            assertThat(server.say("/?command=cat&command=a%00b", "")).isEqualTo("400 a command holds a NUL");
            assertThat(server.answerTo("PUT /?command=cat%2 HTTP/1.0\r\n\r\n"))
                    .endsWith("a command is not in the encoding of forms: %2");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_program_that_fails_is_an_error_with_the_end_of_its_stderr(Interpreter python) throws Exception {
        try (PodServer server = PodServer.runner(folder, python, Map.of()).ready()) {
            assertThat(server.say(shell("echo partial; echo oops >&2; exit 3"), ""))
                    .isEqualTo("400 sh -c echo partial; echo oops >&2; exit 3: exit status 3\noops\n");
            assertThat(server.say(shell("kill -9 $$"), "")).startsWith("400 ").contains("killed by signal 9 (SIGKILL)");
            assertThat(server.say(shell("yes no | head -c 20000 >&2; exit 1"), ""))
                    .hasSizeBetween(8000, 9000);
            assertThat(server.say(command("no-such-program"), ""))
                    .isEqualTo("400 no-such-program: exit status 127\nno-such-program: No such file or directory\n");
            assertThat(server.say(command(folder.toString()), "")).contains("exit status 126\n");
            assertThat(server.say(shell("echo fine; echo noise >&2"), "")).isEqualTo("200 fine\n");
            await().untilAsserted(() -> assertThat(server.log()).contains("oops\n", "noise\n"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_program_need_not_read_its_input(Interpreter python) throws Exception {
        byte[] body = new byte[2_000_000];
        try (PodServer server = PodServer.runner(folder, python, Map.of()).ready()) {
            assertThat(server.post(shell("echo unread"), body).body()).isEqualTo("unread\n".getBytes(UTF_8));
            assertThat(server.post(shell("exec <&-; sleep 0.1; echo closed"), body)
                            .body())
                    .isEqualTo("closed\n".getBytes(UTF_8));
            assertThat(server.post(command("head", "-c", "3"), body).body()).hasSize(3);
            assertThat(server.post(shell("head -c 3000000 /dev/zero; cat"), body)
                            .body())
                    .as("it writes before it reads")
                    .hasSize(5_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void input_and_output_are_limited_and_who_writes_more_is_stopped(Interpreter python) throws Exception {
        Map<String, String> environment = Map.of("ETL_MAX_OBJECT", "1000");
        try (PodServer server = PodServer.runner(folder, python, environment).ready()) {
            assertThat(server.say(command("cat"), "x".repeat(1000))).hasSize(1004);
            assertThat(server.say(command("cat"), "x".repeat(1001)))
                    .isEqualTo("413 the object is larger than 1000 bytes (ETL_MAX_OBJECT)");
            assertThat(server.say(command("yes"), ""))
                    .isEqualTo("400 the output of yes is larger than 1000 bytes (ETL_MAX_OBJECT)");
            await().untilAsserted(
                            () -> assertThat(programs(server)).as("programs").isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_program_ends_with_its_object_its_client_and_its_server(Interpreter python) throws Exception {
        try (PodServer server = PodServer.runner(folder, python, Map.of()).ready()) {
            assertThat(server.say(shell("sleep 1000 >/dev/null 2>&1 & echo left"), ""))
                    .isEqualTo("200 left\n");
            await().untilAsserted(() -> assertThat(programs(server)).isEmpty());
            try (Socket socket = server.connect()) {
                socket.getOutputStream()
                        .write(("PUT " + shell("sleep 1000") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(UTF_8));
                await().untilAsserted(() -> assertThat(programs(server)).hasSize(1));
            }
            await().untilAsserted(() -> assertThat(programs(server)).isEmpty());
            CompletableFuture<HttpResponse<String>> unanswered = PodServer.CLIENT.sendAsync(
                    server.request(shell("sleep 1000 & sleep 2000 & wait"))
                            .PUT(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            await().untilAsserted(() -> assertThat(everything(server)).hasSizeGreaterThanOrEqualTo(6));
            List<ProcessHandle> all = everything(server);
            server.process().destroyForcibly();
            await().untilAsserted(() -> assertThat(all).noneMatch(ProcessHandle::isAlive));
            assertThat(unanswered).failsWithin(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void packages_of_the_node_are_seen_by_the_programs(Interpreter python) throws Exception {
        Path packages = Files.createDirectories(folder.resolve("packages"));
        Files.writeString(packages.resolve("installed.py"), "name = 'installed'\n");
        String code = "import installed, sys\nsys.stdout.write(installed.name)\n";
        for (String fork : List.of("on", "off")) {
            Map<String, String> environment = Map.of("ETLBED_PACKAGES", packages.toString(), "ETL_IO_FORK", fork);
            try (PodServer server =
                    PodServer.io(folder, python, code, environment).ready()) {
                assertThat(server.say("/", "")).as("fork %s", fork).isEqualTo("200 installed");
            }
        }
    }

    @Test
    void the_text_of_the_runner_fits_into_a_variable_of_the_environment() {
        assertThat(PodSources.ioRunner()).hasSizeLessThan(60 * 1024).matches("\\p{ASCII}*");
        assertThat(String.join("", PodSources.modules().values())).matches("\\p{ASCII}*");
    }

    /** What runs for objects: the children of workers. */
    private static List<ProcessHandle> programs(PodServer server) {
        return server.workers().stream().flatMap(ProcessHandle::children).toList();
    }

    private static List<ProcessHandle> everything(PodServer server) {
        return server.process().descendants().toList();
    }

    private static String shell(String script) {
        return command("sh", "-c", script);
    }

    private static String command(String... words) {
        return Stream.of(words)
                .map(word -> "command=" + URLEncoder.encode(word, UTF_8))
                .collect(Collectors.joining("&", "/?", ""));
    }
}

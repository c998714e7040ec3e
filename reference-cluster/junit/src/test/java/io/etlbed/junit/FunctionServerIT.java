package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CODE-01, CODE-07: a function of the user, called with what comes. */
class FunctionServerIT {

    private static final String ALL = "io.etlbed.junit.Interpreter#all";
    private static final String ENDS = "io.etlbed.junit.Interpreter#ends";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ALL)
    void the_function_is_called_with_the_body_whatever_its_size(Interpreter python) throws Exception {
        String code =
                "def transform(input_bytes):\n    assert type(input_bytes) is bytes\n    return input_bytes[::-1]\n";
        try (PodServer server = function(python, code).ready()) {
            for (int size : new int[] {0, 1, 4096, 16_300, 65_536, 3_000_001}) {
                byte[] body = new Noise(size).readAllBytes();
                byte[] reversed = reversed(body);
                for (String method : List.of("POST", "PUT")) {
                    for (boolean chunked : new boolean[] {false, true}) {
                        HttpRequest request = server.request("/any/path?and=query")
                                .method(
                                        method,
                                        chunked
                                                ? BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body))
                                                : BodyPublishers.ofByteArray(body))
                                .build();
                        HttpResponse<byte[]> answer = PodServer.CLIENT.send(request, BodyHandlers.ofByteArray());
                        assertThat(answer.statusCode()).isEqualTo(200);
                        assertThat(answer.body())
                                .as("%s of %d bytes", method, size)
                                .isEqualTo(reversed);
                    }
                }
            }
            assertThat(server.get("/health")).isEqualTo("200 OK");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_exception_is_answered_with_the_traceback_of_the_users_frames_alone(Interpreter python) throws Exception {
        String code = """
                def transform(b):
                    if b == b'exit':
                        raise SystemExit(3)
                    return helper(b)

                def helper(b):
                    return b + {}['missing key']
                """;
        try (PodServer server = function(python, code).ready()) {
            String answer = server.say("/", "x");
            assertThat(answer)
                    .startsWith("400 Traceback (most recent call last):\n")
                    .contains("code.py\", line 4, in transform")
                    .contains("code.py\", line 7, in helper")
                    .contains("KeyError: 'missing key'")
                    .doesNotContain("server.py");
            assertThat(server.say("/", "exit")).startsWith("400 ").contains("SystemExit: 3");
            assertThat(server.say("/", "x")).as("the next request").isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_result_must_be_bytes(Interpreter python) throws Exception {
        String code =
                "def transform(b):\n    return {b'none': None, b'text': u'text', b'number': 7, b'array': bytearray(b'array'),"
                        + " b'view': memoryview(b'xviewx')[1:5]}[b]\n";
        String expected = python.isPython2() ? "str is expected" : "bytes is expected";
        try (PodServer server = function(python, code).ready()) {
            assertThat(server.say("/", "none")).isEqualTo("400 transform returned None: " + expected);
            assertThat(server.say("/", "number")).isEqualTo("400 transform returned a value of type int: " + expected);
            assertThat(server.say("/", "text"))
                    .isEqualTo("400 transform returned a value of type " + (python.isPython2() ? "unicode" : "str")
                            + ": " + expected);
            assertThat(server.say("/", "array")).isEqualTo("200 array");
            assertThat(server.say("/", "view")).isEqualTo("200 view");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void code_that_cannot_be_used_ends_the_server_with_the_reason(Interpreter python) throws Exception {
        assertThat(lastWords(python, "import no_such_module\n"))
                .contains("code.py\", line 1, in <module>")
                .containsPattern("No module named '?no_such_module")
                .doesNotContain("server.py\", line");
        assertThat(lastWords(python, "def transform(:\n")).contains("SyntaxError");
        assertThat(lastWords(python, "def other(b):\n    return b\n"))
                .contains("code.py has no function transform(input_bytes); it has: other");
        assertThat(lastWords(python, "transform = 7\n")).contains("has no function transform");
        assertThat(lastWords(python, "import sys\nsys.exit(0)\n")).contains("has ended the interpreter");
        assertThat(lastWords(python, "import os\nos.kill(os.getpid(), 9)\n")).contains("killed by signal 9 (SIGKILL)");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_object_beyond_the_limit_is_refused(Interpreter python) throws Exception {
        byte[] larger = new byte[1001];
        try (FakeTarget target = new FakeTarget(larger);
                PodServer server = function(
                                python,
                                "def transform(b):\n    return b\n",
                                Map.of("ETL_MAX_OBJECT", "1000", "AIS_TARGET_URL", target.url))
                        .ready()) {
            String refusal = "413 the object is larger than 1000 bytes (ETL_MAX_OBJECT)";
            assertThat(server.post("/", new byte[1000]).body()).hasSize(1000);
            HttpRequest chunked = server.request("/")
                    .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(larger)))
                    .build();
            HttpResponse<String> answer = PodServer.CLIENT.send(chunked, BodyHandlers.ofString());
            assertThat(answer.statusCode() + " " + answer.body()).isEqualTo(refusal);
            assertThat(server.say("/", "x".repeat(1001))).isEqualTo(refusal);
            assertThat(server.get("/bucket/object")).isEqualTo(refusal);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_get_transforms_the_object_that_the_target_has_under_that_path(Interpreter python) throws Exception {
        try (FakeTarget target = new FakeTarget("meow".getBytes(UTF_8));
                PodServer server = function(
                                python,
                                "def transform(b):\n    return b.upper()\n",
                                Map.of("AIS_TARGET_URL", target.url))
                        .ready()) {
            for (int each = 0; each < 3; each++) {
                assertThat(server.get("/ais%2F@%23%2Fb%2Fa%20%2B%25?x=%2F")).isEqualTo("200 MEOW");
            }
            assertThat(target.paths)
                    .as("undecoded")
                    .containsOnly("/v1/etl/_object/secret/ais%2F@%23%2Fb%2Fa%20%2B%25?x=%2F");
            assertThat(server.get("/chunked")).isEqualTo("200 MEOW");
            assertThat(server.get("/missing")).isEqualTo("404 the target answers 404 for /missing: none here");
            assertThat(server.get("/broken")).isEqualTo("502 the target answers 500 for /broken: none here");
            assertThat(server.get("/short")).startsWith("502 ").contains("closed the connection");
            assertThat(server.say("/", "still")).isEqualTo("200 STILL");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void with_a_chunk_size_the_function_reads_and_writes_pieces(Interpreter python) throws Exception {
        String code = """
                def transform(reader, writer):
                    sizes = []
                    for piece in reader:
                        sizes.append(len(piece))
                        if piece.startswith(b'stop'):
                            return
                        if piece.startswith(b'fail'):
                            raise ValueError('after %d pieces' % len(sizes))
                        writer.write(piece[::-1])
                    writer.write(b'|' + str(max(sizes or [0])).encode())
                """;
        byte[] large = new Noise(5_000_001).readAllBytes();
        try (FakeTarget target = new FakeTarget("abcdefghij".getBytes(UTF_8));
                PodServer server = function(
                                python,
                                code,
                                Map.of("CHUNK_SIZE", "4", "AIS_TARGET_URL", target.url, "ETL_MAX_OBJECT", "1000000"))
                        .ready()) {
            assertThat(server.say("/", "abcdefghij")).isEqualTo("200 dcbahgfeji|4");
            assertThat(server.say("/", "")).isEqualTo("200 |0");
            assertThat(server.get("/b/o")).isEqualTo("200 dcbahgfeji|4");
            assertThat(server.get("/chunked")).isEqualTo("200 dcbahgfeji|4");
            assertThat(server.get("/missing")).isEqualTo("404 the target answers 404 for /missing: none here");
            assertThat(server.get("/short")).startsWith("502 ").contains("closed the connection");
            assertThat(server.say("/", "stop" + "x".repeat(100_000)))
                    .as("what is left unread")
                    .isEqualTo("200 ");
            assertThat(server.say("/", "fail")).startsWith("400 ").contains("ValueError: after 1 pieces");
            HttpRequest more =
                    server.request("/").PUT(BodyPublishers.ofByteArray(large)).build();
            assertThat(PodServer.CLIENT.send(more, BodyHandlers.ofByteArray()).body())
                    .as("more than the limit of whole objects")
                    .hasSize(large.length + 2);
            byte[] late = "x".repeat(400_000).concat("fail").getBytes(UTF_8);
            HttpRequest broken =
                    server.request("/").PUT(BodyPublishers.ofByteArray(late)).build();
            assertThatThrownBy(() -> PodServer.CLIENT.send(broken, BodyHandlers.ofByteArray()))
                    .as("an answer that had begun")
                    .isInstanceOf(IOException.class);
            assertThat(server.say("/", "ab")).isEqualTo("200 ba|2");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void with_the_argument_url_the_function_is_told_where_the_object_is(Interpreter python) throws Exception {
        try (FakeTarget target = new FakeTarget(new byte[0]);
                PodServer server = function(
                                python,
                                "def transform(url):\n    return url.encode()\n",
                                Map.of("ARG_TYPE", "url", "AIS_TARGET_URL", target.url))
                        .ready()) {
            assertThat(server.get("/ais%2F@%23%2Fb%2Fo")).isEqualTo("200 " + target.url + "/ais%2F@%23%2Fb%2Fo");
            assertThat(target.paths).isEmpty();
            assertThat(server.say("/", "x")).startsWith("405 ");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_get_without_a_target_says_what_is_missing(Interpreter python) throws Exception {
        String echo = "def transform(b):\n    return b\n";
        try (PodServer server =
                function(python, echo, Map.of("AIS_TARGET_URL", "")).ready()) {
            assertThat(server.get("/x")).isEqualTo("502 AIS_TARGET_URL is not an http:// address: ''");
        }
        try (PodServer server = function(python, echo, Map.of("AIS_TARGET_URL", "http://127.0.0.1:1/v1"))
                .ready()) {
            assertThat(server.get("/x")).startsWith("502 http://127.0.0.1:1/v1 cannot be reached: ");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void packages_of_the_node_are_found_and_what_is_printed_is_in_the_log(Interpreter python) throws Exception {
        Path packages = Files.createDirectories(folder.resolve("packages"));
        Path linked = Files.createDirectories(folder.resolve("linked"));
        Files.writeString(packages.resolve("installed.py"), "name = b'installed'\n");
        Files.writeString(packages.resolve("more.pth"), linked + "\n");
        Files.writeString(linked.resolve("far.py"), "name = b'far'\n");
        Path runtime = Files.createDirectories(folder.resolve("runtime"));
        Files.writeString(runtime.resolve("asked.py"), "name = b'asked'\n");
        String code = """
                import sys, installed, far, asked, subprocess
                def transform(b):
                    sys.stdout.write('out %d\\n' % len(b))
                    sys.stderr.write('err %d\\n' % len(b))
                    more = subprocess.check_output([sys.executable, '-c', 'import installed, asked'])
                    return b' '.join([installed.name, far.name, asked.name])
                """;
        Map<String, String> environment =
                Map.of("ETLBED_PACKAGES", packages.toString(), "PYTHONPATH", runtime.toString());
        try (PodServer server = function(python, code, environment).ready()) {
            assertThat(server.say("/", "1234567")).isEqualTo("200 installed far asked");
            assertThat(server.log()).contains("out 7\n", "err 7\n");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void code_that_starts_threads_while_it_is_imported_is_imported_by_each_worker(Interpreter python) throws Exception {
        String code = """
                import os, threading
                done = threading.Event()
                ready = threading.Event()
                def work():
                    while True:
                        ready.wait()
                        ready.clear()
                        done.set()
                thread = threading.Thread(target=work)
                thread.daemon = True
                thread.start()
                def transform(b):
                    ready.set()
                    return b'worked' if done.wait(20) else b'stuck'
                """;
        try (PodServer server = function(python, code).ready()) {
            assertThat(server.say("/", "")).isEqualTo("200 worked");
            assertThat(server.log()).containsOnlyOnce("each worker imports it by itself");
        }
    }

    @Test
    void the_setup_of_the_image_writes_the_code_byte_for_byte() throws Exception {
        String code = "-n \\n %s \\c\n\t'\"$HOME `id` \u00e9\u4e2d\ud83d\ude3a\r\n\n\n";
        PodServer.lay(folder, "");
        for (String text : List.of("", "no newline", code)) {
            ProcessBuilder setup =
                    new ProcessBuilder(folder.resolve("etl/setup").toString(), folder.toString());
            setup.environment().put("AISTORE_CODE", text);
            assertThat(setup.start().waitFor()).isZero();
            assertThat(Files.readString(folder.resolve("code.py"))).isEqualTo(text);
        }
    }

    @Test
    void the_setup_of_the_image_fails_where_there_is_no_code() throws Exception {
        PodServer.lay(folder, "");
        ProcessBuilder setup =
                new ProcessBuilder(folder.resolve("etl/setup").toString(), folder.toString()).redirectErrorStream(true);
        setup.environment().remove("AISTORE_CODE");
        Process process = setup.start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("AISTORE_CODE is not set");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private String lastWords(Interpreter python, String code) throws Exception {
        try (PodServer server = function(python, code)) {
            String words = server.lastWords();
            assertThat(server.process().exitValue()).as(words).isPositive();
            return words;
        }
    }

    private PodServer function(Interpreter python, String code) throws Exception {
        return function(python, code, Map.of());
    }

    private PodServer function(Interpreter python, String code, Map<String, String> environment) throws Exception {
        return PodServer.function(folder, python, code, environment);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int each = 0; each < bytes.length; each++) {
            reversed[each] = bytes[bytes.length - 1 - each];
        }
        return reversed;
    }

    /** What an ETL may ask its target for. */
    private static final class FakeTarget implements AutoCloseable {

        private final HttpServer server;
        private final String url;
        private final ConcurrentLinkedQueue<String> paths = new ConcurrentLinkedQueue<>();

        FakeTarget(byte[] object) throws Exception {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/etl/_object/secret";
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().toString();
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (name.equals("missing") || name.equals("broken")) {
                    exchange.sendResponseHeaders(name.equals("missing") ? 404 : 500, 9);
                    exchange.getResponseBody().write("none here".getBytes(UTF_8));
                } else if (name.equals("short")) {
                    exchange.sendResponseHeaders(200, object.length + 1);
                    exchange.getResponseBody().write(object);
                    exchange.getResponseBody().flush();
                } else {
                    paths.add(path);
                    exchange.sendResponseHeaders(200, name.equals("chunked") ? 0 : object.length);
                    exchange.getResponseBody().write(object);
                }
                exchange.close();
            });
            server.start();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

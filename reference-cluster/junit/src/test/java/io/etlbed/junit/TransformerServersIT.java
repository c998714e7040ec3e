package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerServersIT {

    private static final String MD5 = "aistore/transformer_md5";
    private static final String ECHO = "aistorage/transformer_echo";
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void md5_of_a_body_of_known_length(String method) throws Exception {
        try (PythonServer server = start(MD5)) {
            for (int size : new int[] {0, 1, 4096, 3_000_001}) {
                byte[] body = bytes(size);
                HttpResponse<String> answer = send(server, method, BodyPublishers.ofByteArray(body));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(md5(body));
            }
        }
    }

    @Test
    void chunked_bodies_are_understood_and_echo_answers_in_chunks() throws Exception {
        byte[] body = bytes(3_000_001);
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        try (PythonServer server = start(MD5)) {
            assertThat(send(server, "PUT", chunked).body()).isEqualTo(md5(body));
        }
        folder = folder.resolve("echo");
        try (PythonServer server = start(ECHO)) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/"))
                    .method("POST", chunked)
                    .build();
            HttpResponse<byte[]> answer = CLIENT.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
            assertThat(answer.body()).isEqualTo(body);
        }
    }

    @Test
    void a_chunked_body_may_carry_extensions_and_trailers_and_be_cut_anywhere() throws Exception {
        String head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        String request = head + "5;name=value\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
        try (PythonServer server = start(MD5);
                Socket socket = server.connect()) {
            socket.setTcpNoDelay(true);
            for (byte each : request.getBytes(UTF_8)) {
                socket.getOutputStream().write(each);
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith(md5("hello world".getBytes(UTF_8)));
        }
    }

    @Test
    void a_client_that_asks_first_is_told_to_continue() throws Exception {
        byte[] body = bytes(100_000);
        try (PythonServer server = start(MD5)) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/bucket/object"))
                    .expectContinue(true)
                    .PUT(BodyPublishers.ofByteArray(body))
                    .build();
            assertThat(CLIENT.send(request, BodyHandlers.ofString()).body()).isEqualTo(md5(body));
        }
    }

    @Test
    void one_connection_serves_many_requests_also_those_sent_ahead() throws Exception {
        String one = "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
        String last = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        try (PythonServer server = start(ECHO)) {
            String answer = server.answerTo(one.repeat(1000) + last);
            assertThat(answer.split("hello", -1)).hasSize(1001);
            assertThat(answer).endsWith("OK");
        }
    }

    @Test
    void echo_answers_while_it_is_still_being_sent_the_body() throws Exception {
        try (PythonServer server = start(ECHO);
                Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhello".getBytes(UTF_8));
            assertThat(read(in, "hello")).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Length: 10\r\n");
            out.write("world".getBytes(UTF_8));
            assertThat(read(in, "world")).isEqualTo("world");
        }
    }

    @Test
    void echo_holds_no_more_of_a_large_body_than_a_buffer() throws Exception {
        long size = 512L << 20;
        byte[] piece = new byte[1 << 20];
        try (PythonServer server = start(ECHO);
                Socket socket = server.connect()) {
            long before = server.peakMemory();
            OutputStream out = socket.getOutputStream();
            out.write(("PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + size + "\r\n\r\n")
                    .getBytes(UTF_8));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    for (long left = size; left > 0; left -= piece.length) {
                        out.write(piece);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            read(socket.getInputStream(), "\r\n\r\n");
            assertThat(count(socket.getInputStream())).isEqualTo(size);
            sent.join();
            assertThat(server.peakMemory() - before)
                    .as("KiB more than at the start")
                    .isLessThan(16 * 1024);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, 'nonsense|Host: x||'",
        "400, 'GET / |Host: x||'",
        "505, 'GET / HTTP/2.0|Host: x||'",
        "400, 'PUT / HTTP/1.1||'",
        "400, 'PUT / HTTP/1.1|Host: x|Host: y||'",
        "400, 'PUT / HTTP/1.1|Host: x|No colon||'",
        "400, 'PUT / HTTP/1.1|Host: x|Bad name: 1||'",
        "400, 'PUT / HTTP/1.1|Host: x|Folded: 1| 2||'",
        "400, 'PUT / HTTP/1.1|Host: x|Content-Length: -1||'",
        "400, 'PUT / HTTP/1.1|Host: x|Content-Length: 1x||'",
        "400, 'PUT / HTTP/1.1|Host: x|Content-Length: 1|Content-Length: 2||'",
        "400, 'PUT / HTTP/1.1|Host: x|Content-Length: 3|Transfer-Encoding: chunked||'",
        "501, 'PUT / HTTP/1.1|Host: x|Transfer-Encoding: gzip||'",
        "417, 'PUT / HTTP/1.1|Host: x|Content-Length: 1|Expect: cake||'",
        "400, 'PUT / HTTP/1.1|Host: x|Transfer-Encoding: chunked||xyz|'",
        "400, 'PUT / HTTP/1.1|Host: x|Transfer-Encoding: chunked||1|abc|'",
        "405, 'DELETE / HTTP/1.1|Host: x||'",
        "400, 'GET /health HTTP/1.1|Host: x|Content-Length: 1||a'",
    })
    void what_is_not_a_request_is_refused(int status, String request) throws Exception {
        try (PythonServer server = start(MD5)) {
            assertThat(server.answerTo(request.replace("|", "\r\n")))
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("Connection: close");
        }
    }

    @Test
    void heads_are_limited_in_size_and_in_number() throws Exception {
        String start = "PUT / HTTP/1.1\r\nHost: x\r\n";
        try (PythonServer server = start(MD5)) {
            assertThat(server.answerTo(start + "X: " + "y".repeat(40_000))).startsWith("HTTP/1.1 431 ");
            assertThat(server.answerTo(start + "X: y\r\n".repeat(101) + "\r\n")).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void a_refusal_reaches_the_client_that_is_still_sending() throws Exception {
        try (PythonServer server = start(MD5)) {
            HttpResponse<String> answer = send(server, "PATCH", BodyPublishers.ofByteArray(bytes(1_000_000)));
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, POST, PUT");
        }
    }

    @Test
    void an_echo_that_cannot_go_on_does_not_look_complete() throws Exception {
        try (PythonServer server = start(ECHO)) {
            assertThat(server.answerTo(
                            "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("hello\r\n");
        }
    }

    @Test
    void clients_that_leave_in_the_middle_do_no_harm() throws Exception {
        try (PythonServer server = start(ECHO)) {
            for (int each = 0; each < 100; each++) {
                try (Socket socket = server.connect()) {
                    socket.setSoLinger(each % 2 == 0, 0);
                    socket.getOutputStream()
                            .write(("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n" + "z".repeat(9999))
                                    .getBytes(UTF_8));
                }
            }
            assertThat(send(server, "PUT", BodyPublishers.ofString("alive")).body())
                    .isEqualTo("alive");
            assertThat(server.workers()).hasSize(2);
        }
    }

    @Test
    void get_fetches_the_object_from_the_target() throws Exception {
        byte[] object = bytes(700_000);
        HttpServer target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/v1/objects", exchange -> {
            boolean known = exchange.getRequestURI().getRawPath().equals("/v1/objects/bucket/a%20b");
            exchange.sendResponseHeaders(known ? 200 : 404, known ? object.length : -1);
            exchange.getResponseBody().write(known ? object : new byte[0]);
            exchange.close();
        });
        target.start();
        String url = "http://127.0.0.1:" + target.getAddress().getPort() + "/v1/objects";
        try (PythonServer server = PythonServer.start(folder, MD5, Map.of("AIS_TARGET_URL", url))) {
            HttpRequest known =
                    HttpRequest.newBuilder(server.uri("/bucket/a%20b")).build();
            HttpRequest unknown =
                    HttpRequest.newBuilder(server.uri("/bucket/other")).build();
            for (int each = 0; each < 3; each++) {
                assertThat(CLIENT.send(known, BodyHandlers.ofString()).body()).isEqualTo(md5(object));
                assertThat(CLIENT.send(unknown, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(404);
            }
        } finally {
            target.stop(0);
        }
    }

    @Test
    void get_without_a_target_says_what_is_missing() throws Exception {
        try (PythonServer server = PythonServer.start(folder, MD5, Map.of("AIS_TARGET_URL", ""))) {
            HttpRequest request =
                    HttpRequest.newBuilder(server.uri("/bucket/object")).build();
            HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("AIS_TARGET_URL");
        }
    }

    @Test
    void a_stop_lets_requests_end_and_leaves_no_process() throws Exception {
        try (PythonServer server = start(ECHO);
                Socket idle = server.connect();
                Socket busy = server.connect()) {
            busy.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhello".getBytes(UTF_8));
            read(busy.getInputStream(), "hello");
            List<ProcessHandle> workers = server.workers();
            server.process().destroy();
            assertThat(idle.getInputStream().read())
                    .as("end of the idle connection")
                    .isEqualTo(-1);
            await().untilAsserted(() -> assertThatThrownBy(server::connect).isInstanceOf(IOException.class));
            busy.getOutputStream().write("world".getBytes(UTF_8));
            assertThat(new String(busy.getInputStream().readAllBytes(), UTF_8)).isEqualTo("world");
            assertThat(server.process().waitFor()).isZero();
            await().untilAsserted(() -> assertThat(workers).noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void workers_end_with_a_parent_that_was_killed() throws Exception {
        try (PythonServer server = start(MD5)) {
            List<ProcessHandle> workers = server.workers();
            assertThat(workers).hasSize(2);
            server.process().destroyForcibly();
            await().untilAsserted(() -> assertThat(workers).noneMatch(ProcessHandle::isAlive));
        }
    }

    private PythonServer start(String image) throws IOException {
        return PythonServer.start(folder, image, Map.of());
    }

    private static HttpResponse<String> send(PythonServer server, String method, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri("/")).method(method, body).build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static String read(InputStream in, String upTo) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(upTo) < 0) {
            int next = in.read();
            assertThat(next).as("after '%s'", text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }

    private static long count(InputStream in) throws IOException {
        byte[] buffer = new byte[65536];
        long sum = 0;
        for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
            sum += size;
        }
        return sum;
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}

package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP/1.1 and what is not quite that, as the servers of the runtime images meet it. */
class FunctionServerHttpIT {

    private static final String ENDS = "io.etlbed.junit.Interpreter#ends";
    private static final String ECHO = "def transform(b):\n    return b\n";

    /** Status, and the request with | for the end of a line. */
    private static final List<String> REFUSED = List.of(
            "400 nonsense|Host: x||",
            "400 GET / |Host: x||",
            "400 GET /\u0001 HTTP/1.1|Host: x||",
            "505 GET / HTTP/2.0|Host: x||",
            "400 GET / FTP/1.1|Host: x||",
            "400 PUT / HTTP/1.1||",
            "400 PUT / HTTP/1.1|Host: x|Host: y||",
            "400 PUT / HTTP/1.1|Host: x|No colon||",
            "400 PUT / HTTP/1.1|Host: x|Bad name: 1||",
            "400 PUT / HTTP/1.1|Host: x|Folded: 1| 2||",
            "400 PUT / HTTP/1.1|Host: x|Bare: 1\n2||",
            "400 PUT / HTTP/1.1|Host: x|Content-Length: -1||",
            "400 PUT / HTTP/1.1|Host: x|Content-Length: +1||",
            "400 PUT / HTTP/1.1|Host: x|Content-Length: 1x||",
            "400 PUT / HTTP/1.1|Host: x|Content-Length: 1|Content-Length: 2||",
            "400 PUT / HTTP/1.1|Host: x|Content-Length: 9999999999999999999||",
            "413 PUT / HTTP/1.1|Host: x|Content-Length: 999999999999||",
            "400 PUT / HTTP/1.1|Host: x|Content-Length: 3|Transfer-Encoding: chunked||3|abc|0||",
            "501 PUT / HTTP/1.1|Host: x|Transfer-Encoding: gzip||",
            "501 PUT / HTTP/1.1|Host: x|Transfer-Encoding: gzip, chunked||",
            "400 PUT / HTTP/1.0|Transfer-Encoding: chunked||0||",
            "417 PUT / HTTP/1.1|Host: x|Content-Length: 1|Expect: cake||",
            "400 PUT / HTTP/1.1|Host: x|Transfer-Encoding: chunked||xyz|",
            "400 PUT / HTTP/1.1|Host: x|Transfer-Encoding: chunked||-1|",
            "400 PUT / HTTP/1.1|Host: x|Transfer-Encoding: chunked||1|abc|",
            "413 PUT / HTTP/1.1|Host: x|Transfer-Encoding: chunked||fffffffff|",
            "400 PUT / HTTP/1.1|Host: x|Transfer-Encoding: chunked||fffffffffffffffffff|",
            "405 DELETE / HTTP/1.1|Host: x||",
            "405 OPTIONS * HTTP/1.1|Host: x||",
            "400 GET /health HTTP/1.1|Host: x|Content-Length: 1||a",
            "400 GET /health HTTP/1.1||",
            "413 GET /object HTTP/1.1|Host: x|Content-Length: 100000||a");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource(ENDS)
    void what_is_not_a_request_is_refused_and_costs_its_connection_alone(Interpreter python) throws Exception {
        try (PodServer server = server(python, Map.of());
                Socket bystander = server.connect()) {
            SoftAssertions all = new SoftAssertions();
            for (String each : REFUSED) {
                all.assertThat(server.answerTo(each.substring(4).replace("|", "\r\n")))
                        .as(each)
                        .startsWith("HTTP/1.1 " + each.substring(0, 4))
                        .contains("Connection: close\r\n");
            }
            String head = "PUT / HTTP/1.1\r\nHost: x\r\n";
            String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
            all.assertThat(server.answerTo(head + "X: " + "y".repeat(40_000))).startsWith("HTTP/1.1 431 ");
            all.assertThat(server.answerTo(head + "X: " + "y".repeat(33_000) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431 ");
            all.assertThat(server.answerTo(head + "X: y\r\n".repeat(101) + "\r\n"))
                    .startsWith("HTTP/1.1 431 ");
            all.assertThat(server.answerTo(chunked + "1;" + "x".repeat(2000))).startsWith("HTTP/1.1 400 ");
            all.assertThat(server.answerTo(chunked + "0\r\n" + "X: y\r\n".repeat(101) + "\r\n"))
                    .startsWith("HTTP/1.1 431 ");
            all.assertAll();
            bystander.getOutputStream().write((head + "Content-Length: 2\r\n\r\nhi").getBytes(UTF_8));
            assertThat(upTo(bystander.getInputStream(), "hi")).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(server.log()).doesNotContain("lost");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void requests_may_be_cut_anywhere_and_sent_ahead(Interpreter python) throws Exception {
        String sized = "\r\nPUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nfirst";
        String chunks = "4;name=value\r\nseco\r\n02\r\nnd\r\n0\r\nTrailer: x\r\n\r\n";
        String chunked = "POST /?a HTTP/1.1\r\nhost:x\r\ntransfer-encoding: Chunked\r\n\r\n" + chunks;
        String health = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
        String last = "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlast";
        String all = sized + chunked + health + sized + last;
        try (PodServer server = server(python, Map.of())) {
            for (int piece : new int[] {1, 7, 100, all.length()}) {
                try (Socket socket = server.connect()) {
                    socket.setTcpNoDelay(true);
                    for (int at = 0; at < all.length(); at += piece) {
                        socket.getOutputStream()
                                .write(all.substring(at, Math.min(all.length(), at + piece))
                                        .getBytes(UTF_8));
                    }
                    assertThat(bodies(socket.getInputStream()))
                            .as("in pieces of %d", piece)
                            .containsExactly("first", "second", "OK", "first", "last");
                }
            }
            String many = server.answerTo(sized.repeat(1000) + last);
            assertThat(many.split("first", -1)).hasSize(1001);
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void connections_are_kept_as_each_version_of_http_has_it(Interpreter python) throws Exception {
        String old = "PUT / HTTP/1.0\r\nContent-Length: 1\r\n";
        try (PodServer server = server(python, Map.of());
                Socket socket = server.connect()) {
            assertThat(server.answerTo(old + "\r\na"))
                    .contains("Connection: close\r\n")
                    .endsWith("\r\na");
            String kept = server.answerTo(old + "Connection: keep-alive\r\n\r\na" + old + "\r\nb");
            assertThat(kept).contains("Connection: keep-alive\r\n").endsWith("\r\nb");
            for (int each = 0; each < 3; each++) {
                socket.getOutputStream().write("HEAD /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
                assertThat(upTo(socket.getInputStream(), "\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .contains("Content-Length: 2\r\n");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void a_client_that_asks_first_is_told_to_continue_or_not_to(Interpreter python) throws Exception {
        try (PodServer server = server(python, Map.of("ETL_MAX_OBJECT", "100000"))) {
            byte[] body = new byte[100_000];
            HttpRequest request = server.request("/")
                    .expectContinue(true)
                    .PUT(BodyPublishers.ofByteArray(body))
                    .build();
            assertThat(PodServer.CLIENT
                            .send(request, BodyHandlers.ofByteArray())
                            .body())
                    .isEqualTo(body);
            assertThat(server.answerTo(
                            "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 100001\r\nExpect: 100-continue\r\n\r\n"))
                    .startsWith("HTTP/1.1 413 ");
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void slow_clients_hold_up_nobody(Interpreter python) throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (PodServer server = server(python, Map.of("ETL_WORKERS_MAX", "2"))) {
            for (String start : List.of("P", "PUT / HTTP/1.1\r\nHost", "\r\n\r\n", "PUT / HTTP/1.1\r\nHost: x\r\nX")) {
                for (int each = 0; each < 10; each++) {
                    slow.add(server.connect());
                    slow.get(slow.size() - 1).getOutputStream().write(start.getBytes(UTF_8));
                }
            }
            assertThat(server.say("/", "heads that are not whole cost no worker"))
                    .startsWith("200 ");
            for (int each = 0; each < 2; each++) {
                slow.add(server.connect());
                slow.get(slow.size() - 1)
                        .getOutputStream()
                        .write("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx".getBytes(UTF_8));
            }
            await().untilAsserted(() -> {
                assertThat(server.say("/", "slow bodies give way")).isEqualTo("200 slow bodies give way");
                assertThat(slow).anyMatch(FunctionServerHttpIT::isAnswered);
            });
            Socket given = slow.stream()
                    .filter(FunctionServerHttpIT::isAnswered)
                    .findFirst()
                    .orElseThrow();
            assertThat(upTo(given.getInputStream(), "\r\n")).startsWith("HTTP/1.1 408 ");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENDS)
    void clients_that_leave_in_the_middle_do_no_harm(Interpreter python) throws Exception {
        try (PodServer server = server(python, Map.of())) {
            for (int each = 0; each < 40; each++) {
                try (Socket socket = server.connect()) {
                    socket.setSoLinger(each % 2 == 0, 0);
                    OutputStream out = socket.getOutputStream();
                    String head = "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: ";
                    out.write((head + (each % 4 < 2 ? "99999\r\n\r\nzz" : "3000000\r\n\r\n")).getBytes(UTF_8));
                    out.write(new byte[each % 4 < 2 ? 9000 : 3_000_000]); // and the answer is not read
                }
            }
            assertThat(server.say("/", "alive")).isEqualTo("200 alive");
            assertThat(server.log()).doesNotContain("lost", "Traceback");
        }
    }

    private PodServer server(Interpreter python, Map<String, String> environment) throws Exception {
        return PodServer.function(folder, python, ECHO, environment).ready();
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String upTo(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            assertThat(next).as("after '%s'", text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }

    /** The bodies of all answers up to the end of the connection. */
    private static List<String> bodies(InputStream in) throws IOException {
        List<String> bodies = new ArrayList<>();
        String answers = new String(in.readAllBytes(), ISO_8859_1);
        while (!answers.isEmpty()) {
            int start = answers.indexOf("\r\n\r\n") + 4;
            String length = answers.substring(0, start).replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1");
            int end = start + Integer.parseInt(length);
            bodies.add(answers.substring(start, end));
            answers = answers.substring(end);
        }
        return bodies;
    }
}

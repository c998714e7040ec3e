package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library makes: each is answered with a Status of its own, and nothing else is. */
@Timeout(60)
class HostileRequestsTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Pattern ANSWER = Pattern.compile("(?s)HTTP/1.1 (\\d+) .*?\r\n\r\n(.*)");

    @AutoClose
    private static final TestServer at = new TestServer();

    private static final RawClient http = new RawClient(at.kubeconfig);

    @BeforeAll
    static void start() {
        http.post(MAPS, "{\"metadata\":{\"name\":\"p.q\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/namespaces/default/configmaps/../../../../healthz",
                "/api/v1/namespaces/%2e%2e/configmaps",
                "/api/v1/namespaces/default%2fconfigmaps",
                "/api/v1//namespaces",
                "//api/v1/namespaces",
                "/api/v1/namespaces/",
                "/api/v1/namespaces/default/configmaps/%00",
                "/api/v1/namespaces/default/configmaps/%c0%ae",
                "/api/v1/namespaces/default/configmaps/%ff",
                "/api/v1/namespaces/default/configmaps/%",
                "/api/v1/namespaces/default/configmaps/%zz",
                "/api/v1/namespaces/default/configmaps/a;b=c",
                "/api/v1/namespaces/default/configmaps/a%3bb",
                "/api/v1/namespaces/default/configmaps/a\\b",
                "/api/v1/namespaces/default/configmaps/a%5cb",
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/api/v1/namespaces/default/configmaps/p.q/status",
                "/api/v1/namespaces/default/configmaps/p.q/",
                "/API/V1/namespaces",
                "http://evil/api/v1/namespaces",
                "*",
                "/api/v1/namespaces/default/configmaps/%252e%252e",
                "/api/v1/namespaces/default/configmaps/ä"
            })
    void a_path_that_plays_tricks_names_nothing(String path) {
        JsonNode status = status(answer("GET " + path, ""));

        assertThat(status.path("code").asInt()).as("%s", status).isIn(400, 404);
        assertThat(status.path("message").asText()).doesNotContain("Exception");
    }

    @Test
    void a_name_may_be_written_with_percent_signs() {
        assertThat(answer("GET " + MAPS + "/%70%2Eq", "")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "FOO", "get", "PROPFIND", "QUERY"})
    void a_method_that_there_is_not_is_405(String method) {
        assertThat(status(answer(method + " " + MAPS, "")).path("code").asInt()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ?continue=%s       | 400
                    ?labelSelector=%s! | 400
                    ?fieldSelector=%s  | 400
                    ?limit=9%s         | 400
                    ?resourceVersion=%s | 400
                    """)
    void a_parameter_of_a_hundred_thousand_letters_is_400(String query, int code) {
        JsonNode status = status(answer("GET " + MAPS + query.formatted("a".repeat(100_000)), ""));

        assertThat(status.path("code").asInt()).isEqualTo(code);
    }

    @Test
    void a_selector_of_thousands_of_names_chooses() {
        String names = "a".repeat(30) + ",";

        assertThat(answer("GET " + MAPS + "?labelSelector=app%20in%20(" + names.repeat(5000) + "b)", ""))
                .startsWith("HTTP/1.1 200 ");
        assertThat(answer("GET " + MAPS + "?labelSelector=" + "a,".repeat(80_000) + "b", ""))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void twenty_thousand_parameters_are_read_and_more_are_too_many() {
        assertThat(answer("GET " + MAPS + "?" + "a=1&".repeat(20_000), "")).startsWith("HTTP/1.1 200 ");
        assertThat(status(answer("GET " + MAPS + "?" + "a=1&".repeat(100_000), ""))
                        .path("code")
                        .asInt())
                .isIn(414, 431);
        assertThat(status(answer("GET " + MAPS, "X-Long: " + "a".repeat(300_000) + "\r\n"))
                        .path("code")
                        .asInt())
                .isEqualTo(431);
    }

    /** What a proxy in front would take for one request must not be two, nor the other way round. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: +4\r\n",
                "Content-Length: 4,5\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding : chunked\r\n",
                "X: y\r\n folded: z\r\nTransfer-Encoding:\r\n chunked\r\n",
                "Content-Length: 0x4\r\n",
                "X\r\n",
                ": x\r\n",
                "X y: z\r\n",
                "X: a\u0000b\r\n",
                "Host: other\r\n"
            })
    void a_head_of_two_meanings_is_400_and_ends_the_connection(String headers) {
        String smuggled = "0\r\n\r\nGET /version HTTP/1.1\r\nHost: x\r\n";

        try (RawConnection connection = new RawConnection(http)) {
            connection.head("POST " + MAPS, headers + "\r\n" + smuggled);
            String all = connection.rest();
            assertThat(all).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1");
            assertThat(all).doesNotContain("gitVersion");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "ffffffffffffffffff\r\n", "4\r\nabcdXX", "\r\n"})
    void a_body_in_chunks_that_are_none_is_refused(String chunks) {
        try (RawConnection connection = new RawConnection(http)) {
            connection.head("POST " + MAPS, "Transfer-Encoding: chunked\r\n").send(chunks);
            assertThat(connection.rest()).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void a_watch_whose_client_sends_huge_frames_is_closed_and_others_go_on() throws Exception {
        RawSocket frames = new RawSocket(true);
        WebSocket socket = http.socket(MAPS + "?watch=true", frames);
        ByteBuffer frame = ByteBuffer.wrap(new byte[1024 * 1024]);
        try {
            for (int i = 0; i < 100 && !frames.closed.isDone(); i++) {
                socket.sendBinary(frame.duplicate(), false).get(10, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
        }
        assertThat(frames.closed.handle((code, failure) -> true).get(20, TimeUnit.SECONDS))
                .isTrue();
        assertThat(http.upgrade(MAPS + "?watch=true", http.token, "no.such.protocol"))
                .isIn(101, 400, 403);
        assertThat(http.get("/readyz").statusCode()).isEqualTo(200);
    }

    private static String answer(String requestLine, String headers) {
        try (RawConnection connection = new RawConnection(http)) {
            connection.head(requestLine, headers + "Connection: close\r\n");
            return connection.rest();
        }
    }

    private static JsonNode status(String answer) {
        Matcher parts = ANSWER.matcher(answer);
        assertThat(parts.matches()).as("an answer, not \"%s\"", answer).isTrue();
        String body = new String(parts.group(2).getBytes(ISO_8859_1), UTF_8);
        JsonNode status = Api.tree(body);
        assertThat(status.path("kind").asText()).as(body).isEqualTo("Status");
        assertThat(status.path("code").asText()).isEqualTo(parts.group(1));
        return status;
    }
}

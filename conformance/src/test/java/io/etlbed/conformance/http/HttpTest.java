package io.etlbed.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.etlbed.conformance.ConformanceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTest {

    private HttpServer server;
    private ExecutorService workers;
    private Http http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        workers = Executors.newCachedThreadPool();
        server.setExecutor(workers);
        server.createContext("/v1/objects/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .add("Location", "/there?from=" + exchange.getRequestURI().getRawPath());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.createContext("/there", exchange -> {
            byte[] seen = exchange.getRequestBody().readAllBytes();
            byte[] answer = (exchange.getRequestMethod() + " " + seen.length + " "
                            + exchange.getRequestURI().getRawQuery())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/loop", exchange -> {
            exchange.getResponseHeaders().add("Location", "/loop");
            exchange.sendResponseHeaders(301, -1);
            exchange.close();
        });
        server.createContext("/short", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.close();
        });
        server.start();
        http = Endpoint.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .open();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    @Test
    void a_redirected_upload_is_sent_again_in_full_and_the_raw_path_arrives() throws Exception {
        Exchange exchange =
                http.send(Request.of("PUT", Paths.object("b", "a b/ü%?#+")).body(Payload.generated(3_000_000, 7)));

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.text()).isEqualTo("PUT 3000000 from=/v1/objects/b/a%20b/%C3%BC%25%3F%23%2B");
        assertThat(exchange.hops()).hasSize(1);
        assertThat(http.exchanges()).containsExactly(exchange);
    }

    @Test
    void a_redirect_can_be_looked_at() throws Exception {
        Exchange exchange = http.send(Request.of("GET", "/v1/objects/b/o").noFollow());

        assertThat(exchange.status()).isEqualTo(307);
        assertThat(exchange.header("location")).contains("/there?from=/v1/objects/b/o");
    }

    @Test
    void redirects_without_end_and_bodies_cut_short_are_no_answers() {
        assertThatThrownBy(() -> http.send(Request.of("GET", "/loop"))).hasMessageContaining("redirected more than");
        assertThatThrownBy(() -> http.send(Request.of("GET", "/short").within(Duration.ofSeconds(20))))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("GET http://127.0.0.1");
    }

    @Test
    void a_generated_body_is_the_same_each_time() throws Exception {
        Payload payload = Payload.generated(100_001, 42);
        try (InputStream first = payload.open();
                InputStream second = payload.open()) {
            assertThat(first.readAllBytes()).isEqualTo(second.readAllBytes()).hasSize(100_001);
        }
    }

    @Test
    void an_exchange_can_be_done_again_by_curl() throws Exception {
        Exchange exchange = http.send(
                Request.of("PUT", "/there?a=1").header("Accept", "text/plain").body("{\"it's\": 1}"));

        assertThat(exchange.curl())
                .isEqualTo(
                        "curl -sS -i -L --path-as-is -X PUT -H 'Accept: text/plain' --data-binary '{\"it'\\''s\": 1}' '"
                                + http.endpoint().url() + "/there?a=1'");
        Process curl = new ProcessBuilder("sh", "-c", exchange.curl()).start();
        String shown = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(curl.waitFor() != 127, "curl is not installed");
        assertThat(shown).endsWith("PUT 11 a=1");
    }

    @Test
    void what_is_no_url_is_refused_with_an_example() {
        assertThatThrownBy(() -> Endpoint.of(URI.create("localhost:8080")))
                .isInstanceOf(ConformanceException.class)
                .hasMessageContaining("http://127.0.0.1:8080");
    }
}

package io.etlbed.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainCurlTest {

    @TempDir
    Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/old", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", url("/new?" + exchange.getRequestURI().getQuery()));
            exchange.sendResponseHeaders(301, -1);
            exchange.close();
        });
        server.createContext("/new", exchange -> {
            byte[] body =
                    (exchange.getRequestMethod() + " " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void it_follows_a_redirect_where_it_is_told_to() {
        assertThat(curl("-sSL", "-X", "GET", url("/old?uuid=x"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("GET /new?uuid=x");
    }

    @Test
    void it_writes_to_a_file() {
        assertThat(curl("-L", url("/new"), "-o", "file")).isZero();
        assertThat(temp.resolve("file")).hasContent("GET /new");
    }

    @Test
    void an_error_fails_it_where_it_is_told_so() {
        assertThat(curl("-s", url("/none"))).isZero();
        assertThat(curl("-sf", url("/none"))).isEqualTo(22);
        assertThat(curl("-s", "http://127.0.0.1:1/")).isEqualTo(7);
    }

    @Test
    void an_option_that_it_does_not_know_is_named() {
        assertThat(curl("--proxy", "x", url("/new"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--proxy").contains("install curl");
    }

    private int curl(String... arguments) {
        return new PlainCurl(
                        temp,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}

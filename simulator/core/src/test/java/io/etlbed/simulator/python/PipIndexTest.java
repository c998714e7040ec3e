package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index that says what it has in JSON, as PyPI does. */
class PipIndexTest {

    private static final String NEWEST = "pip-26.0-py3-none-any.whl";

    @TempDir
    Path folder;

    private final List<String> files = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/simple/pip/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String accepted = exchange.getRequestHeaders().getFirst("Accept");
            boolean json = accepted.equals("application/vnd.pypi.simple.v1+json");
            answer(exchange, json ? 200 : 406, "{\"files\": [" + String.join(",", files) + "]}");
        });
        server.createContext("/files/", exchange -> {
            String name = exchange.getRequestURI().getPath().replace("/files/", "");
            answer(exchange, 200, "content of " + name);
        });
        server.start();
        offer("pip-20.3.4-py2.py3-none-any.whl", ">=2.7,!=3.0.*,!=3.1.*,!=3.2.*,!=3.3.*,!=3.4.*");
        offer("pip-21.3.1-py3-none-any.whl", ">=3.6");
        offer("pip-25.0.1-py3-none-any.whl", ">=3.8");
        offer("pip-25.0.10-py3-none-any.whl", ">=3.8");
        offer(NEWEST, ">=3.10");
        offer("pip-26.1b1-py3-none-any.whl", ">=3.10");
        offer("pip-26.1.tar.gz", ">=3.10");
        offer("pip-27.0-py3-none-any.whl", ">=3.10", "\"withdrawn\"");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void offer(String name, String python) {
        offer(name, python, "false");
    }

    private void offer(String name, String python, String yanked) {
        files.add("""
                {"filename": "%1$s", "url": "../../files/%1$s", "requires-python": "%2$s", "yanked": %3$s,
                 "hashes": {"sha256": "%4$s"}}""".formatted(name, python, yanked, sha256("content of " + name)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private URI url(String before) {
        return URI.create(
                "http://" + before + "127.0.0.1:" + server.getAddress().getPort() + "/simple");
    }

    @ParameterizedTest
    @CsvSource({
        "3.13, pip-26.0-py3-none-any.whl",
        "3.10.1, pip-26.0-py3-none-any.whl",
        "3.9, pip-25.0.10-py3-none-any.whl",
        "3.6, pip-21.3.1-py3-none-any.whl",
        "3.5.2, pip-20.3.4-py2.py3-none-any.whl",
        "2.7, pip-20.3.4-py2.py3-none-any.whl"
    })
    void the_newest_that_is_for_the_version_is_taken(String python, String expected) throws Exception {
        Path wheel = new PipIndex(url("")).fetch(PythonVersion.parse(python), folder);
        assertThat(wheel).isEqualTo(folder.resolve(expected)).hasContent("content of " + expected);
    }

    @Test
    void none_for_the_version_is_said() {
        assertThatThrownBy(() -> new PipIndex(url("")).fetch(PythonVersion.parse("3.3"), folder))
                .isInstanceOf(SimulatorException.class)
                .hasMessage(url("") + "/pip/ has no pip for Python 3.3");
    }

    @Test
    void what_is_not_what_the_index_says_is_refused() throws Exception {
        files.replaceAll(file ->
                file.contains(NEWEST) ? file.replaceAll("\"[0-9a-f]{64}\"", "\"" + "0".repeat(64) + "\"") : file);
        assertThatThrownBy(() -> new PipIndex(url("")).fetch(PythonVersion.parse("3.11"), folder))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining(NEWEST + " is not what")
                .hasMessageContaining(sha256("content of " + NEWEST));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void name_and_password_go_to_the_index_and_into_no_message() throws Exception {
        new PipIndex(url("me:secret@")).fetch(PythonVersion.parse("3.11"), folder);
        assertThat(authorizations).containsExactly("Basic bWU6c2VjcmV0");
        assertThatThrownBy(() -> new PipIndex(url("me:secret@")).fetch(PythonVersion.parse("3.3"), folder))
                .message()
                .doesNotContain("secret");
    }

    @Test
    void an_index_that_is_not_there_is_named() throws Exception {
        server.stop(0);
        assertThatThrownBy(() -> new PipIndex(url("me:secret@")).fetch(PythonVersion.parse("3.11"), folder))
                .isInstanceOf(SimulatorException.class)
                .hasMessageStartingWith("pip cannot be fetched from " + url("") + "/pip/: ")
                .message()
                .doesNotContain("secret");
    }
}

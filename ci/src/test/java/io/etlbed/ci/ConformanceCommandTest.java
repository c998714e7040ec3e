package io.etlbed.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code conformance run} and {@code diff} against a gateway that refuses every name, and says little. */
class ConformanceCommandTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile String refusal = "{\"message\": \"no\"}";
    private HttpServer gateway;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean put = exchange.getRequestMethod().equals("PUT");
            byte[] body = (put ? refusal : "[]").getBytes(UTF_8);
            exchange.sendResponseHeaders(put ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.setExecutor(threads);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
        threads.shutdownNow();
    }

    @Test
    void known_failures_fail_no_more_until_something_changes() throws Exception {
        String only = "--only=CODE-03,CODE-04";
        assertThat(run("before", only)).contains("Not conforming.  exit code 1", "refuses-unknown-runtimes");
        assertThat(run("written", only, "--write-baseline", file("known.yaml"))).contains("exit code 0");
        assertThat(folder.resolve("known.yaml")).content().contains("- check: refuses-unknown-runtimes");
        assertThat(run("known", only, "--baseline", file("known.yaml")))
                .contains("CODE-04  known failure: in the baseline", "Nothing has changed", "exit code 0");
        assertThat(run("strict", only, "--baseline", file("known.yaml"), "--strict"))
                .contains("exit code 1");

        refusal =
                "{\"message\": \"code runtime communication ftp:// hpush :// python2 python3 python3.6 python3.8 python3.10\"}";
        assertThat(run("mended", only, "--baseline", file("known.yaml")))
                .contains("passes, though the baseline says that it fails: refuses-flawed-code", "exit code 1");

        assertThat(etlbed("conformance", "diff", report("before"), report("mended")))
                .contains("✔ CODE-04: fail → pass");
        assertThat(etlbed("conformance", "diff", report("mended"), report("before")))
                .contains("✘ CODE-04: pass → fail", "exit 1");
    }

    @Test
    void every_report_is_there_and_the_page_names_the_run() throws Exception {
        run("reports", "--only=NAME-04", "--seed=99", "--large=2048KiB", "--profile=aistore-3.11");

        try (Stream<Path> files = Files.list(folder.resolve("reports"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "conformance.html",
                            "conformance.json",
                            "conformance-junit.xml",
                            "conformance.txt",
                            "conformance.svg");
        }
        assertThat(folder.resolve("reports/conformance.html"))
                .content()
                .contains(
                        "--profile aistore-3.11 --large 2MiB --seed 99",
                        "127.0.0.1:" + gateway.getAddress().getPort());
    }

    private String run(String name, String... options) {
        List<String> all = Stream.concat(
                        Stream.of(
                                "conformance",
                                "run",
                                "--endpoint=http://127.0.0.1:"
                                        + gateway.getAddress().getPort(),
                                "--report=" + folder.resolve(name)),
                        Stream.of(options))
                .toList();
        return etlbed(all.toArray(String[]::new));
    }

    /** All that it says, and how it ended. */
    private static String etlbed(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, UTF_8);
        int code = Etlbed.run(new Console(out, out), arguments);
        return said.toString(UTF_8) + "exit " + code;
    }

    private String report(String name) {
        return folder.resolve(name).resolve("conformance.json").toString();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}

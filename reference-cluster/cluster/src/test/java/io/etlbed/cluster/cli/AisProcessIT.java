package io.etlbed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.client.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ais} as a process that is interrupted. */
class AisProcessIT {

    private static final int ENDED_BY_TERM = 143;
    private static final String PAGE =
            "{\"entries\":[{\"name\":\"a\",\"size\":\"9\"},{\"name\":\"b\",\"size\":\"9\"}],\"continuation_token\":\"\"}";

    @TempDir
    Path folder;

    @Test
    void an_interrupted_download_leaves_nothing_of_what_is_not_complete() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(exchange -> {
            exchange.takeBody();
            if (exchange.request().target().contains("/buckets/")) {
                exchange.answer(200, "", PAGE);
                return;
            }
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
            await().atMost(1, TimeUnit.MINUTES).until(() -> over.getCount() == 0);
        })) {
            Process ais = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.etlbed.cluster.cli.Ais",
                            "--endpoint=" + server.url(),
                            "get",
                            "-r",
                            "ais://b",
                            folder.resolve("out").toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            await().atMost(1, TimeUnit.MINUTES).until(() -> files() == 2);

            // As Ctrl-C does; that signal itself is ignored below a shell that runs its commands in the background.
            ais.destroy();

            assertThat(ais.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(ais.exitValue()).isEqualTo(ENDED_BY_TERM);
            assertThat(folder.resolve("out")).isEmptyDirectory();
        } finally {
            over.countDown();
        }
    }

    private long files() {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.count();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

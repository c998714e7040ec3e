package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.api.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the real kubectl does in containers. */
class KubectlExecIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    private static Kubectl kubectl;

    @BeforeAll
    static void start() throws IOException {
        kubectl = at.kubectl();
        at.runSleeper("box");
    }

    @Test
    void exec_shows_output_and_returns_the_exit_code() {
        assertThat(kubectl.run("exec", "box", "--", "sh", "-c", "echo \"$WHO\"; pwd"))
                .isEqualTo(new Kubectl.Result(0, "me and you\n/tmp/work\n"));
        assertThat(kubectl.run("exec", "box", "--", "sh", "-c", "echo err >&2; exit 7"))
                .isEqualTo(new Kubectl.Result(7, "err\ncommand terminated with exit code 7\n"));
    }

    @Test
    void the_end_of_the_input_reaches_the_program() {
        String text = "line\n".repeat(50_000);

        assertThat(kubectl.runWith(text, "exec", "-i", "box", "--", "wc", "-c"))
                .isEqualTo(new Kubectl.Result(0, "250000\n"));
        assertThat(kubectl.runWith(text, "exec", "-i", "box", "--", "cat").text())
                .isEqualTo(text);
    }

    @Test
    void what_cannot_be_done_is_said() {
        assertThat(kubectl.run("exec", "box", "--", "nosuch"))
                .satisfies(result -> assertThat(result.code()).isNotZero())
                .satisfies(result ->
                        assertThat(result.text()).contains("exec: \"nosuch\": executable file not found in $PATH"));
        assertThat(kubectl.run("exec", "box", "-c", "other", "--", "true").text())
                .contains("container other is not valid for pod box");
        assertThat(kubectl.run("exec", "nosuch", "--", "true").text()).contains("pods \"nosuch\" not found");
    }

    @Test
    void a_program_ends_with_kubectl_though_it_does_not_read_its_input() throws Exception {
        String mark = "mark-" + UUID.randomUUID();
        Process process = kubectl.start("exec", "-i", "box", "--", "sh", "-c", "sleep 1000; :", mark);
        await().atMost(PATIENCE).until(() -> inContainer(mark) > 0);
        AtomicLong written = new AtomicLong();
        AtomicBoolean ended = new AtomicBoolean();
        Thread feeder = new Thread(() -> {
            try (var input = process.getOutputStream()) {
                while (!ended.get()) {
                    input.write(new byte[64 * 1024]);
                    written.incrementAndGet();
                }
            } catch (IOException noReader) {
                ended.set(true);
            }
        });
        feeder.start();
        // Until all buffers between the two are full.
        long[] last = {-1};
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            long before = last[0];
            last[0] = written.get();
            return last[0] > 0 && last[0] == before;
        });
        process.destroyForcibly().waitFor();
        feeder.join();
        await().atMost(PATIENCE).until(() -> inContainer(mark) == 0);
    }

    private static long inContainer(String mark) {
        return ContainerCluster.processes("sh\0-c\0sleep 1000; :\0" + mark);
    }

    @Test
    void cp_copies_files_and_folders_both_ways() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/inner"));
        byte[] bytes = new byte[3_000_000];
        new Random(2).nextBytes(bytes);
        Files.write(source.resolve("data"), bytes);

        assertThat(kubectl.run("cp", folder.resolve("source").toString(), "box:/tmp/copied"))
                .isEqualTo(new Kubectl.Result(0, ""));
        assertThat(kubectl.run("cp", source.resolve("data").toString(), "box:/tmp/one"))
                .isEqualTo(new Kubectl.Result(0, ""));
        assertThat(kubectl.run("exec", "box", "--", "cmp", "/tmp/one", "/tmp/copied/inner/data"))
                .isEqualTo(new Kubectl.Result(0, ""));

        assertThat(kubectl.run("cp", "box:/tmp/copied", folder.resolve("back").toString())
                        .code())
                .isZero();
        assertThat(folder.resolve("back/inner/data")).hasBinaryContent(bytes);
    }
}

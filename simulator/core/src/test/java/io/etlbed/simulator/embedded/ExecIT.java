package io.etlbed.simulator.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.client.dsl.ExecListener;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Programs in containers, as the fabric8 client starts them. */
class ExecIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    @RegisterExtension
    static final ContainerCluster at = new ContainerCluster();

    @BeforeAll
    static void start() throws Exception {
        at.runSleeper("box");
    }

    private record Outcome(int code, String stdout, String stderr) {}

    private static Outcome exec(String... command) throws Exception {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        try (ExecWatch watch =
                at.pod("box").writingOutput(stdout).writingError(stderr).exec(command)) {
            int code = watch.exitCode().get(60, TimeUnit.SECONDS);
            return new Outcome(code, stdout.toString(UTF_8), stderr.toString(UTF_8));
        }
    }

    @Test
    void a_program_runs_where_the_container_runs() throws Exception {
        assertThat(exec("sh", "-c", "pwd; echo \"$WHO\"; hostname; id -u; cat /proc/[0-9]*/comm | grep sleep"))
                .isEqualTo(new Outcome(0, "/tmp/work\nme and you\nbox\n0\nsleep\n", ""));
        assertThat(exec("sh", "-c", "echo here > file").code()).isZero();
        assertThat(exec("cat", "file").stdout()).isEqualTo("here\n");
    }

    @Test
    void a_container_finds_the_token_of_its_account_the_certificate_and_its_namespace() throws Exception {
        String place = "/var/run/secrets/kubernetes.io/serviceaccount/";
        assertThat(exec("cat", place + "namespace").stdout()).isEqualTo("default");
        assertThat(exec("cat", place + "ca.crt").stdout()).startsWith("-----BEGIN CERTIFICATE-----");
        String token = exec("cat", place + "token").stdout();
        TokenReview review = at.client()
                .resource(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .endSpec()
                        .build())
                .create();
        assertThat(review.getStatus().getAuthenticated()).isTrue();
        assertThat(review.getStatus().getUser().getUsername()).isEqualTo("system:serviceaccount:default:default");
        assertThat(review.getStatus().getUser().getExtra().get("authentication.kubernetes.io/pod-name"))
                .containsExactly("box");
        assertThat(exec("sh", "-c", "echo mine > " + place + "token").code()).isNotZero();
    }

    @Test
    void exit_codes_and_both_outputs_come_back() throws Exception {
        assertThat(exec("sh", "-c", "echo out; echo err >&2; exit 7")).isEqualTo(new Outcome(7, "out\n", "err\n"));
        assertThat(exec("sh", "-c", "kill -9 $$").code()).isEqualTo(137);
    }

    @Test
    void words_reach_the_program_as_they_are() throws Exception {
        assertThat(exec("printf", "%s|", "a b", "", "'\"$HOME`x`", "ü&=+#?", "-n")
                        .stdout())
                .isEqualTo("a b||'\"$HOME`x`|ü&=+#?|-n|");
    }

    @Test
    void what_cannot_be_started_is_said() throws Exception {
        assertThat(error("nosuch")).contains("exec: \"nosuch\": executable file not found in $PATH");
        assertThat(error("/no/such")).contains("exec: \"/no/such\": stat /no/such: no such file or directory");
        assertThat(error("/etc/hostname")).contains("exec: \"/etc/hostname\": permission denied");
    }

    private static String error(String program) throws Exception {
        return error("box", program);
    }

    private static String error(String pod, String program) throws Exception {
        CompletableFuture<Status> outcome = new CompletableFuture<>();
        ExecListener listener = new ExecListener() {
            @Override
            public void onExit(int code, Status status) {
                outcome.complete(status);
            }

            @Override
            public void onClose(int code, String reason) {
                outcome.completeExceptionally(new IllegalStateException("closed without an outcome"));
            }
        };
        try (ExecWatch watch = at.pod(pod)
                .writingOutput(new ByteArrayOutputStream())
                .usingListener(listener)
                .exec(program)) {
            assertThat(watch).isNotNull();
            return outcome.get(60, TimeUnit.SECONDS).getMessage();
        }
    }

    @Test
    void thirty_megabytes_come_byte_for_byte() throws Exception {
        ByteArrayOutputStream sum = new ByteArrayOutputStream();
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        try (ExecWatch watch = at.pod("box")
                .writingOutput(stdout)
                .writingError(sum)
                .exec("sh", "-c", "head -c 30000000 /dev/urandom | tee /tmp/data; sha256sum </tmp/data >&2")) {
            assertThat(watch.exitCode().get(120, TimeUnit.SECONDS)).isZero();
        }
        assertThat(stdout.size()).isEqualTo(30_000_000);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(stdout.toByteArray());
        assertThat(sum.toString(UTF_8)).startsWith(HexFormat.of().formatHex(digest));
    }

    @Test
    void input_reaches_the_program() throws Exception {
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        try (ExecWatch watch = at.pod("box")
                .redirectingInput()
                .writingOutput(stdout)
                .exec("head", "-c", Integer.toString(bytes.length))) {
            watch.getInput().write(bytes);
            watch.getInput().flush();
            assertThat(watch.exitCode().get(60, TimeUnit.SECONDS)).isZero();
        }
        assertThat(stdout.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void a_program_ends_with_its_client_and_so_does_what_it_has_started() throws Exception {
        String mark = "mark-" + UUID.randomUUID();
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        String loop =
                "echo on; sh -c 'while :; do sleep 1000; done' %s & sh -c 'sleep 1000; :' %s".formatted(mark, mark);
        try (ExecWatch watch = at.pod("box").writingOutput(stdout).exec("sh", "-c", loop)) {
            await().atMost(PATIENCE).until(() -> stdout.size() > 0 && ContainerCluster.processes(mark) >= 3);
            assertThat(watch.exitCode()).isNotDone();
        }
        await().atMost(PATIENCE).until(() -> ContainerCluster.processes(mark) == 0);
    }

    @Test
    void a_program_ends_with_its_container() throws Exception {
        at.runSleeper("shortlived");
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        try (ExecWatch watch = at.pod("shortlived").writingOutput(stdout).exec("sh", "-c", "echo on; sleep 100000")) {
            await().atMost(PATIENCE).until(() -> stdout.size() > 0);
            at.pod("shortlived").withGracePeriod(0).delete();
            assertThat(watch.exitCode().get(60, TimeUnit.SECONDS)).isEqualTo(137);
        }
    }

    @Test
    void files_and_folders_are_copied_both_ways() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/inner"));
        byte[] bytes = new byte[300_000];
        new Random(2).nextBytes(bytes);
        Files.write(source.resolve("data"), bytes);

        assertThat(at.pod("box").dir("/tmp/copied").upload(folder.resolve("source")))
                .isTrue();
        assertThat(at.pod("box").file("/tmp/one").upload(source.resolve("data")))
                .isTrue();
        assertThat(exec("sh", "-c", "cmp /tmp/one /tmp/copied/inner/data && echo same")
                        .stdout())
                .isEqualTo("same\n");

        assertThat(at.pod("box").dir("/tmp/copied").copy(folder.resolve("back")))
                .isTrue();
        assertThat(at.pod("box").file("/tmp/one").copy(folder.resolve("one"))).isTrue();
        assertThat(folder.resolve("back/tmp/copied/inner/data")).hasBinaryContent(bytes);
        assertThat(folder.resolve("one")).hasBinaryContent(bytes);
    }

    @Test
    void java_code_has_no_room_for_programs_and_says_so() throws Exception {
        at.run("handler", """
                containers:
                - name: main
                  image: test/handler
                """);
        assertThat(error("handler", "true")).contains("is Java code in the JVM of the cluster");
    }
}

package io.etlbed.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.junit.EtlCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PLAY-01 on an embedded cluster, with pods that are processes. */
class Md5PlaybookIT {

    private static EtlCluster cluster;

    @TempDir
    Path temp;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        cluster = EtlCluster.builder().targets(3).start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void every_step_of_the_document_passes_on_the_users_own_files_and_leaves_nothing() throws Exception {
        PlaybookResult result = run(data(), false, Map.of());

        assertThat(result.steps())
                .as(text())
                .noneMatch(step -> step.outcome() instanceof StepOutcome.Failed)
                .filteredOn(step -> step.outcome() instanceof StepOutcome.Skipped)
                .allMatch(
                        step -> ((StepOutcome.Skipped) step.outcome()).reason().equals("kubectl is not installed"));
        assertThat(result.exitCode()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void the_photographs_of_the_registry_will_do_too() throws Exception {
        PlaybookOptions options = PlaybookOptions.of("md5", cluster.url(), temp.resolve("work"));
        PlaybookResult result;
        try {
            result = Playbooks.run(options, stream());
        } catch (PlaybookException e) {
            // Without a registry, or pip, this machine cannot show it; that is said, and not passed over.
            abort(e.getMessage());
            return;
        }

        assertThat(result.passed()).as(text()).isTrue();
        assertThat(text()).contains("20 of 20 in", "licence of the data: MIT");
    }

    @Test
    void keeping_leaves_bucket_and_etl_for_the_user_to_look_at() throws Exception {
        Map<String, String> own = Map.of("BUCKET", "kept", "ETL", "kept-etl");
        PlaybookResult result = run(data(), true, own);

        try (AisClient ais = AisClient.of(cluster.url())) {
            assertThat(result.passed()).as(text()).isTrue();
            assertThat(ais.buckets().exists("kept")).isTrue();
            assertThat(ais.etl().list()).extracting(etl -> etl.id()).contains("kept-etl");
            ais.etl().delete("kept-etl");
            ais.buckets().destroy("kept");
        }
    }

    @Test
    void a_spec_that_is_refused_fails_its_step_and_takes_the_bucket_back() throws Exception {
        Path broken = Files.createDirectories(temp.resolve("broken"));
        Library.copy("md5", broken);
        Files.writeString(broken.resolve("spec.yaml"), "apiVersion: v1\nkind: Service\n# aistore/transformer_md5\n");
        PlaybookResult result = Playbooks.run(
                new PlaybookOptions(
                        broken.toString(),
                        cluster.url(),
                        Optional.of(data()),
                        false,
                        temp.resolve("work"),
                        Optional.empty(),
                        Map.of()),
                stream());

        assertThat(result.exitCode()).as(text()).isEqualTo(1);
        assertThat(text()).contains("Service", "Take back: Create a new bucket");
        assertNothingIsLeft();
    }

    private PlaybookResult run(Path data, boolean keep, Map<String, String> variables) throws InterruptedException {
        PlaybookOptions options = new PlaybookOptions(
                "md5",
                cluster.url(),
                Optional.of(data),
                keep,
                temp.resolve("work"),
                Optional.of(cluster.kubeconfig()),
                variables);
        return Playbooks.run(options, stream());
    }

    /** Files of odd sizes and names. */
    private Path data() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("data/sub"));
        Files.write(folder.resolve("empty"), new byte[0]);
        byte[] large = new byte[3_000_001];
        new Random(1).nextBytes(large);
        Files.write(folder.resolve("large.bin"), large);
        Files.writeString(folder.resolve("a name with 100% odd+characters & ünïcode?.txt"), "hello");
        return temp.resolve("data");
    }

    private void assertNothingIsLeft() throws Exception {
        try (AisClient ais = AisClient.of(cluster.url())) {
            assertThat(ais.buckets().list()).isEmpty();
            assertThat(ais.etl().list()).isEmpty();
        }
        assertThat(cluster.kubernetes().pods().inAnyNamespace().list().getItems())
                .isEmpty();
    }

    private PrintStream stream() {
        return new PrintStream(console, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return console.toString(StandardCharsets.UTF_8);
    }
}

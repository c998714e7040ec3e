package io.etlbed.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.EtlTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PLAY-03 with photographs of ImageNet, as a user runs it. The check of the conformance suite plays PLAY-02 and it on made-up ones. */
@EtlTest
class ImageNetPlaybookIT {

    private static final String BUCKET = "imagenet-it";
    private static final String ETL = "imagenet-it";

    @TempDir
    Path temp;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final EtlCluster cluster;

    ImageNetPlaybookIT(EtlCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void every_step_of_the_post_passes_on_photographs_of_imagenet_and_leaves_pictures() throws Exception {
        PlaybookOptions options = new PlaybookOptions(
                "imagenet-inline",
                cluster.url(),
                Optional.empty(),
                false,
                temp.resolve("work"),
                Optional.of(cluster.kubeconfig()),
                Map.of("BUCKET", BUCKET, "ETL", ETL));
        PlaybookResult result;
        try {
            result = Playbooks.run(options, new PrintStream(console, true, StandardCharsets.UTF_8));
        } catch (PlaybookException e) {
            // Without a registry this machine cannot show it; that is said, and not passed over.
            abort(e.getMessage());
            return;
        }

        assertThat(result.passed()).as(console.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(result.steps())
                .flatExtracting(StepResult::pictures)
                .extracting(Picture::file)
                .contains(temp.resolve("work/before.jpg"), temp.resolve("work/after.jpg"));
        try (AisClient ais = AisClient.of(cluster.url())) {
            assertThat(ais.buckets().exists(BUCKET)).isFalse();
            assertThat(ais.etl().list()).extracting(etl -> etl.id()).doesNotContain(ETL);
        }
    }
}

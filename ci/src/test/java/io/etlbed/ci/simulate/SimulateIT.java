package io.etlbed.ci.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of a few targets, really measured. */
class SimulateIT {

    @Test
    void clusters_of_each_size_are_measured_one_after_the_other(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        String text = new Simulation(
                        folder, 50, Duration.ofMillis(200), 1, new PrintStream(progress, true, StandardCharsets.UTF_8))
                .run(List.of(2, 5))
                .markdown();
        assertThat(progress.toString(StandardCharsets.UTF_8))
                .containsSubsequence("2 targets", "inline", "5 targets", "join");
        // Nothing that was measured is nothing.
        assertThat(text.lines().filter(line -> line.matches("\\| [25] \\|( [0-9,.]*[1-9][0-9,.]* \\|){10}")))
                .hasSize(2);
    }
}

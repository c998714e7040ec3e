package io.etlbed.ci.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A minute of history and what it takes to look at it; {@code ./etlbed history --minutes 600} is the long one. */
class HistoryIT {

    @Test
    void while_targets_are_killed_and_proxies_come_and_go_nothing_acknowledged_is_lost(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("history.jsonl");
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        HistoryPlan plan = new HistoryPlan(Duration.ofMinutes(1), Duration.ofSeconds(12), 5, 2, 3, 6, false);
        List<String> violations = new History(plan, file, System.out)
                .run(folder.resolve("cluster"), new PrintStream(report, true, StandardCharsets.UTF_8));
        System.out.println(report.toString(StandardCharsets.UTF_8));
        assertThat(violations).isEmpty();
        assertThat(report.toString(StandardCharsets.UTF_8))
                .contains("PUT DONE", "GET DONE", "GET MISSED", "DELETE DONE", "TRANSFORM DONE", "target killed");
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(500);
        assertThat(History.check(file, System.out)).isEmpty();
    }
}

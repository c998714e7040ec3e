package io.etlbed.cluster.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.NodeActivity.Failed;
import io.etlbed.cluster.wire.NodeActivity.JobPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many parts are one job. */
class JobLineTest {

    private static final String BEGIN = "2026-11-26T10:00:00Z";

    @Test
    void it_runs_as_long_as_one_target_does_and_the_sums_are_those_of_all() {
        JobLine line =
                line(null, part("j", null, null, 10, 30, 2.0), part("j", "2026-11-26T10:00:09Z", null, 30, 30, 9.0));

        assertThat(line.state()).isEqualTo("running");
        assertThat(line.ended()).isEmpty();
        assertThat(line.objects()).isEqualTo(40);
        assertThat(line.allObjects()).isEqualTo(60);
        assertThat(line.objectRate()).isEqualTo(2);
        assertThat(line.secondsLeft()).isEqualTo(10);
    }

    @Test
    void nobody_can_tell_how_much_there_is_while_one_target_counts() {
        JobLine line = line(null, part("j", null, null, 0, -1, 0), part("j", null, null, 5, 30, 1.0));

        assertThat(line.allObjects()).isEqualTo(-1);
        assertThat(line.secondsLeft()).isEqualTo(-1);
    }

    @Test
    void without_a_primary_its_end_is_that_of_the_last_target_and_its_reason_that_of_whoever_has_one() {
        JobLine line = line(
                null,
                part("j", "2026-11-26T10:00:09Z", "object o failed", 1, 30, 1),
                part("j", "2026-11-26T10:00:08Z", "object o failed", 2, 30, 1));

        assertThat(line.state()).isEqualTo("failed");
        assertThat(line.reason()).isEqualTo("object o failed");
        assertThat(line.objectRate()).isEqualTo(3 / 9.0);
        assertThat(line.ended()).isEqualTo("2026-11-26T10:00:09Z");
    }

    @Test
    void the_primary_knows_better_how_it_has_ended_and_targets_how_far_it_came() {
        JobPart told = part("j", "2026-11-26T10:00:20Z", "target t2 was lost for two minutes", 0, 0, 0);
        JobLine line = line(told, part("j", null, null, 7, 30, 1));

        assertThat(line.state()).isEqualTo("failed");
        assertThat(line.reason()).isEqualTo("target t2 was lost for two minutes");
        assertThat(line.objects()).isEqualTo(7);
        assertThat(line.allObjects()).isEqualTo(30);
    }

    @Test
    void those_that_run_come_first_and_then_the_latest() {
        List<JobLine> lines = JobLine.all(
                Map.of(
                        "t1",
                        node(
                                started("old", "2026-11-26T10:00:00Z", "2026-11-26T10:00:01Z"),
                                started("new", "2026-11-26T11:00:00Z", "2026-11-26T11:00:01Z"),
                                started("running", "2026-11-26T09:00:00Z", null))),
                node(started("of-primary", "2026-11-26T12:00:00Z", "2026-11-26T12:00:00Z")));

        assertThat(lines).extracting(JobLine::id).containsExactly("running", "of-primary", "new", "old");
    }

    private static JobLine line(@Nullable JobPart primary, JobPart first, JobPart second) {
        return only(JobLine.all(Map.of("t1", node(first), "t2", node(second)), primary == null ? null : node(primary)));
    }

    private static JobLine line(JobPart primary, JobPart target) {
        return only(JobLine.all(Map.of("t1", node(target)), node(primary)));
    }

    private static JobLine only(List<JobLine> lines) {
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static NodeActivity node(JobPart... parts) {
        return new NodeActivity(BEGIN, 1, null, List.of(parts), Map.of());
    }

    private static JobPart started(String id, String started, @Nullable String ended) {
        return part(id, started, ended, null, 1, 1, 1);
    }

    private static JobPart part(
            String id, @Nullable String ended, @Nullable String error, long objects, long allObjects, double rate) {
        return part(id, BEGIN, ended, error, objects, allObjects, rate);
    }

    private static JobPart part(
            String id,
            String started,
            @Nullable String ended,
            @Nullable String error,
            long objects,
            long allObjects,
            double rate) {
        return new JobPart(
                id,
                "etl-bck",
                "from",
                "to",
                "etl",
                false,
                started,
                ended,
                false,
                error,
                objects,
                objects,
                allObjects,
                allObjects,
                rate,
                rate,
                0,
                List.<Failed>of());
    }
}

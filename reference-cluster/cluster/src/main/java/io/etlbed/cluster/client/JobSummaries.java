package io.etlbed.cluster.client;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one line of each job that the targets tell of. */
final class JobSummaries {

    private static final Instant NO_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private JobSummaries() {}

    /** The oldest first; {@code targets} are, by their ids, the reports of each. */
    static List<JobSummary> read(Json targets) throws IOException {
        Map<String, JobSummary> jobs = new LinkedHashMap<>();
        for (Json reports : targets.members().values()) {
            for (Json report : reports.items()) {
                JobSummary part = part(report);
                JobSummary before = jobs.get(part.id());
                jobs.put(part.id(), before == null ? part : merged(before, part));
            }
        }
        List<JobSummary> all = new ArrayList<>(jobs.values());
        all.sort(Comparator.comparing(JobSummary::start).thenComparing(JobSummary::id));
        return all;
    }

    private static JobSummary part(Json report) throws IOException {
        Json stats = report.get("stats");
        Instant end = time(report.text("end-time"));
        boolean ended = end.isAfter(NO_TIME);
        boolean idle = isTrue(report.get("is_idle")) || isTrue(report.get("ext").get("is_idle"));
        JobSummary.State running = idle ? JobSummary.State.IDLE : JobSummary.State.RUNNING;
        JobSummary.State over = isTrue(report.get("aborted")) ? JobSummary.State.ABORTED : JobSummary.State.FINISHED;
        return new JobSummary(
                report.text("id"),
                report.text("kind"),
                report.get("bck").text("name"),
                stats.number("loc-objs") + stats.number("out-objs"),
                stats.number("loc-bytes") + stats.number("out-bytes"),
                time(report.text("start-time")),
                ended ? Optional.of(end) : Optional.empty(),
                ended ? over : running);
    }

    private static boolean isTrue(Json member) {
        return Boolean.TRUE.equals(member.value());
    }

    private static Instant time(String text) throws IOException {
        try {
            // With an offset too, as targets in other zones write it.
            return text.isEmpty() ? NO_TIME : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IOException("the cluster answered \"" + text + "\" where the time of a job should be", e);
        }
    }

    private static JobSummary merged(JobSummary one, JobSummary other) {
        boolean over = one.end().isPresent() && other.end().isPresent();
        Instant start = one.start().isBefore(other.start()) ? one.start() : other.start();
        return new JobSummary(
                one.id(),
                one.kind(),
                one.bucket(),
                one.objects() + other.objects(),
                one.bytes() + other.bytes(),
                start,
                over ? Optional.of(later(one.end().get(), other.end().get())) : Optional.empty(),
                state(one, other, over));
    }

    private static JobSummary.State state(JobSummary one, JobSummary other, boolean over) {
        if (over) {
            boolean aborted = one.state() == JobSummary.State.ABORTED || other.state() == JobSummary.State.ABORTED;
            return aborted ? JobSummary.State.ABORTED : JobSummary.State.FINISHED;
        }
        return one.running() || other.running() ? JobSummary.State.RUNNING : JobSummary.State.IDLE;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

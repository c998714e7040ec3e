package io.etlbed.cluster.dashboard;

import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.NodeActivity.Failed;
import io.etlbed.cluster.wire.NodeActivity.JobPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A job of all targets, as the page shows it.
 *
 * @param from bucket; empty where it has none
 * @param to bucket; empty where it has none
 * @param etl ETL_ID; empty where nothing is transformed
 * @param state {@code running}, {@code finished}, {@code failed} or {@code aborted}
 * @param reason why it failed or was aborted; empty otherwise
 * @param started RFC 3339
 * @param ended the same; empty while it runs
 * @param allObjects that there are to be done; -1 while they are counted
 * @param objectRate objects a second, of the targets that are not done; from its begin to its end when it has ended
 * @param byteRate likewise
 * @param secondsLeft at the present rate; -1 where nobody can tell
 * @param failures how many objects have failed
 * @param failed a few of them
 */
record JobLine(
        String id,
        String kind,
        String from,
        String to,
        String etl,
        boolean dryRun,
        String state,
        String reason,
        String started,
        String ended,
        long objects,
        long bytes,
        long allObjects,
        long allBytes,
        double objectRate,
        double byteRate,
        long secondsLeft,
        long failures,
        List<Failed> failed) {

    private static final int MOST = 100;
    private static final int MOST_FAILED = 3;

    /**
     * Those that run, then those that are over; the latest first.
     *
     * @param targets what each does, by its id
     * @param primary which knows how jobs have ended; null where it does not answer
     */
    static List<JobLine> all(Map<String, NodeActivity> targets, @Nullable NodeActivity primary) {
        Map<String, List<JobPart>> parts = new LinkedHashMap<>();
        targets.values()
                .forEach(target -> target.jobs()
                        .forEach(part -> parts.computeIfAbsent(part.id(), id -> new ArrayList<>())
                                .add(part)));
        Map<String, JobPart> told = new LinkedHashMap<>();
        if (primary != null) {
            primary.jobs().forEach(job -> told.put(job.id(), job));
            told.keySet().forEach(id -> parts.putIfAbsent(id, List.of()));
        }
        List<JobLine> lines = new ArrayList<>();
        parts.forEach((id, each) -> lines.add(of(each, told.get(id))));
        lines.sort(Comparator.comparing((JobLine line) -> !line.ended().isEmpty())
                .thenComparing(JobLine::started, Comparator.reverseOrder()));
        return lines.size() <= MOST ? lines : List.copyOf(lines.subList(0, MOST));
    }

    /** At least one of the two is there. */
    private static JobLine of(List<JobPart> parts, @Nullable JobPart primary) {
        JobPart first = primary == null ? parts.get(0) : primary;
        List<JobPart> judges = primary == null ? parts : List.of(primary);
        boolean running = judges.stream().anyMatch(part -> part.ended() == null);
        String reason = judges.stream()
                .map(JobPart::error)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("; "));
        boolean aborted = judges.stream().anyMatch(JobPart::aborted);
        long objects = sum(parts, JobPart::objects);
        boolean counting = parts.stream().anyMatch(part -> part.allObjects() < 0);
        long allObjects = counting ? -1 : sum(parts, JobPart::allObjects);
        long failures = sum(parts, JobPart::failures);
        long bytes = sum(parts, JobPart::bytes);
        String end = running ? "" : end(judges);
        double rate = running ? pace(parts, JobPart::objectRate) : objects / seconds(first.started(), end);
        double byteRate = running ? pace(parts, JobPart::byteRate) : bytes / seconds(first.started(), end);
        return new JobLine(
                first.id(),
                first.kind(),
                first.from(),
                first.to(),
                Objects.requireNonNullElse(first.etl(), ""),
                first.dryRun(),
                running ? "running" : aborted ? "aborted" : reason.isEmpty() ? "finished" : "failed",
                reason,
                first.started(),
                end,
                objects,
                bytes,
                allObjects,
                sum(parts, JobPart::allBytes),
                rate,
                byteRate,
                running && !counting && rate > 0 ? (long) Math.ceil((allObjects - failures - objects) / rate) : -1,
                failures,
                parts.stream()
                        .flatMap(part -> part.failed().stream())
                        .limit(MOST_FAILED)
                        .toList());
    }

    private static long sum(List<JobPart> parts, ToLongFunction<JobPart> of) {
        return parts.stream().mapToLong(of).sum();
    }

    /** Of those that are not done. */
    private static double pace(List<JobPart> parts, ToDoubleFunction<JobPart> of) {
        return parts.stream()
                .filter(part -> part.ended() == null)
                .mapToDouble(of)
                .sum();
    }

    /** No less than a millisecond, which is how exactly it is known. */
    private static double seconds(String started, String ended) {
        return Math.max(
                0.001,
                Duration.between(Instant.parse(started), Instant.parse(ended)).toNanos() / 1e9);
    }

    private static String end(List<JobPart> parts) {
        return parts.stream()
                .map(part -> Objects.requireNonNullElse(part.ended(), ""))
                .max(Comparator.naturalOrder())
                .orElse("");
    }
}

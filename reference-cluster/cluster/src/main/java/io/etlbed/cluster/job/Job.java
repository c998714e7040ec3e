package io.etlbed.cluster.job;

import io.etlbed.cluster.wire.BucketId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job of the cluster, as the primary follows it: it is over when every target is, and what was begun is cleared up. */
final class Job {

    private volatile JobOrder order;
    private final boolean made;
    private final Instant started = Instant.now();
    private @Nullable String error;
    private boolean aborted;
    private @Nullable Instant end;

    /** @param made whether the destination was made for it, and goes with it should it fail */
    Job(JobOrder order, boolean made) {
        this.order = order;
        this.made = made;
    }

    JobOrder order() {
        return order;
    }

    boolean madeDestination() {
        return made;
    }

    Duration age() {
        return Duration.between(started, Instant.now());
    }

    /** Why it does not go on; the first reason counts. Whether this is it. */
    synchronized boolean fail(String why, boolean byOthers) {
        if (error != null || end != null) {
            return false;
        }
        error = why;
        aborted = byOthers;
        return true;
    }

    /** What else is to be said of how it ended. */
    synchronized void note(String more) {
        error = error == null ? more : error + "; " + more;
    }

    synchronized void finish() {
        end = Instant.now();
        order = order.withoutNames();
    }

    synchronized boolean running() {
        return end == null;
    }

    synchronized boolean failed() {
        return error != null;
    }

    /** What clients are told who wait for it. */
    synchronized JobStatus status() {
        Instant over = end;
        long nanos = over == null ? 0 : over.getEpochSecond() * 1_000_000_000L + over.getNano();
        return new JobStatus(order.id(), over == null || error == null ? "" : error, nanos, over != null && aborted);
    }

    /** As a target would tell of it, where no target takes part. */
    synchronized JobReport report() {
        JobTally nothing = new JobTally(System::nanoTime);
        nothing.all(0, 0);
        nothing.end();
        return new JobReport(
                order.id(),
                order.kind(),
                BucketId.ais(order.bucket()),
                started.toString(),
                end == null ? JobReport.RUNNING : end.toString(),
                nothing.counters(),
                aborted,
                error,
                nothing.progress(),
                end != null);
    }

    /** The reasons of the targets, as one. */
    static String reasons(List<JobReport> reports) {
        List<String> reasons = new ArrayList<>();
        for (JobReport report : reports) {
            if (report.error() != null && !report.error().isEmpty()) {
                reasons.add(report.error());
            }
        }
        return String.join("; ", reasons);
    }
}

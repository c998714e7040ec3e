package io.etlbed.cluster.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How fast something goes, over the last seconds: what is told of a job that runs for hours is of now, not of its beginning. Its
 * owner sees to it that one thread at a time is in here.
 */
final class Pace {

    private static final Duration LOOKED_BACK = Duration.ofSeconds(10);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;

    /** At most one a second; the first is the oldest. */
    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(long at, long objects, long bytes) {}

    /**
     * What is done in a second.
     *
     * @param objects may be a fraction
     * @param bytes of the source
     */
    record Rate(double objects, double bytes) {}

    /** @param nanos a clock, as {@link System#nanoTime()} */
    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        marks.add(new Mark(nanos.getAsLong(), 0, 0));
    }

    /** So much is done by now. */
    void mark(long objects, long bytes) {
        long now = nanos.getAsLong();
        if (now - marks.getLast().at() >= SECOND) {
            marks.add(new Mark(now, objects, bytes));
            while (marks.size() > 2 && now - marks.getFirst().at() > LOOKED_BACK.toNanos()) {
                marks.removeFirst();
            }
        }
    }

    /** The rate of the last seconds, now that so much is done. */
    Rate rate(long objects, long bytes) {
        Mark first = marks.getFirst();
        double seconds = Math.max(1, nanos.getAsLong() - first.at()) / (double) SECOND;
        return new Rate((objects - first.objects()) / seconds, (bytes - first.bytes()) / seconds);
    }
}

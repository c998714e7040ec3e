package io.etlbed.cluster.etl;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Targets that have joined while this proxy is the primary, and whether they run what they are to run. */
final class Latecomers {

    /** How a target stands after it was seen to. */
    enum Standing {
        /** It runs all that it is to run. */
        COMPLETE,
        /** It could not be asked: it is not ready, and is tried again at once. */
        UNREACHED,
        /** It refused an ETL: it takes its place even so, and the ETL is tried again after a while. */
        LACKING
    }

    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private final Set<String> waiting = new HashSet<>();
    private final Set<String> underWay = new HashSet<>();
    private final Set<String> inLine = new HashSet<>();
    private final Map<String, Pause> lacking = new HashMap<>();

    /** When to try again. */
    private record Pause(long until, long length) {}

    /** @param clock in nanoseconds, as {@link System#nanoTime} */
    Latecomers(LongSupplier clock) {
        this.clock = clock;
    }

    /** A target has joined. */
    synchronized void add(String id) {
        inLine.remove(id);
        lacking.remove(id);
        waiting.add(id);
    }

    /** Those that are to be seen to now: each is under way until {@link #end}. */
    synchronized List<String> begin() {
        long now = clock.getAsLong();
        List<String> next = Stream.concat(
                        waiting.stream(),
                        lacking.entrySet().stream()
                                .filter(each -> each.getValue().until() - now <= 0)
                                .map(Map.Entry::getKey))
                .distinct()
                .filter(id -> !underWay.contains(id))
                .toList();
        next.forEach(waiting::remove);
        underWay.addAll(next);
        return next;
    }

    /** A target was seen to. */
    synchronized void end(String id, Standing standing) {
        underWay.remove(id);
        if (standing == Standing.UNREACHED) {
            waiting.add(id);
            return;
        }
        if (standing == Standing.COMPLETE) {
            lacking.remove(id);
        } else {
            lacks(id);
        }
        if (!waiting.contains(id)) {
            inLine.add(id);
        }
    }

    private void lacks(String id) {
        Pause last = lacking.get(id);
        long length = last == null ? FIRST_PAUSE_NANOS : Math.min(LONGEST_PAUSE_NANOS, 2 * last.length());
        lacking.put(id, new Pause(clock.getAsLong() + length, length));
    }

    /** Whether a target is in line. One of which nothing is known is going to be brought there. */
    synchronized boolean isReady(String id) {
        if (!inLine.contains(id) && !underWay.contains(id)) {
            waiting.add(id);
        }
        return inLine.contains(id);
    }

    /** Another term begins: nothing is known of anybody. */
    synchronized void clear() {
        waiting.clear();
        inLine.clear();
        lacking.clear();
    }
}

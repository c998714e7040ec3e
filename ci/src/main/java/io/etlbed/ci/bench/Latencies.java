package io.etlbed.ci.bench;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long calls of one kind took. Safe for use by several threads. */
final class Latencies {

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long took) {
        nanos.add(took);
    }

    int count() {
        return nanos.size();
    }

    /** Median and the 99th percentile in milliseconds, as cells of a table. */
    String cells() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%,d | %.1f | %.1f".formatted(sorted.length, at(sorted, 50), at(sorted, 99));
    }

    private static double at(long[] sorted, int percent) {
        if (sorted.length == 0) {
            throw new IllegalStateException("nothing was measured: " + Arrays.toString(sorted));
        }
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}

package io.etlbed.ci.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long calls took, counted in classes, each at most 1/64 wider than where it begins: 20 KiB of memory, however many they are. Safe
 * for any thread.
 */
final class Latencies {

    private static final int STEPS = 64;
    private static final int BITS = 6;
    private static final int DOUBLINGS = 34;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS * (DOUBLINGS + 1));
    private final AtomicLong longest = new AtomicLong();

    void add(long nanos) {
        long micros = Math.max(0, nanos / 1000);
        counts.incrementAndGet(index(micros));
        longest.accumulateAndGet(micros, Math::max);
    }

    /** Up to 64 µs each has a class of its own; above, each doubling has 64. */
    private static int index(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - BITS;
        int capped = Math.min(doubling, DOUBLINGS - 1);
        long within = doubling == capped ? (micros >>> doubling) - STEPS : STEPS - 1;
        return STEPS * (capped + 1) + (int) within;
    }

    private static long most(int index) {
        if (index < STEPS) {
            return index;
        }
        int doubling = index / STEPS - 1;
        return ((long) (index % STEPS + STEPS + 1) << doubling) - 1;
    }

    /**
     * Milliseconds that so many percent of the calls did not exceed; 0 where there were none.
     *
     * @param percent above 0, at most 100
     */
    double millis(double percent) {
        long all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.get(i);
        }
        long rank = (long) Math.ceil(percent / 100 * all);
        long seen = 0;
        for (int i = 0; i < counts.length() && all > 0; i++) {
            seen += counts.get(i);
            if (seen >= rank) {
                // The last class has no end.
                long most = i == counts.length() - 1 ? longest.get() : Math.min(most(i), longest.get());
                return most / 1000.0;
            }
        }
        return 0;
    }
}

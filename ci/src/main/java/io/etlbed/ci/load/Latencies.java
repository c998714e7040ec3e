package io.etlbed.ci.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/** How long calls took, to a thousandth and to the microsecond, in constant memory however many they are. Safe for any thread. */
final class Latencies {

    /** What takes longer counts as that. */
    static final long LONGEST_MICROS = TimeUnit.DAYS.toMicros(1);

    private static final int DIGITS = 3;

    private final Histogram micros = new AtomicHistogram(LONGEST_MICROS, DIGITS);

    void add(long nanos) {
        micros.recordValue(Math.min(Math.max(0, nanos / 1000), LONGEST_MICROS));
    }

    /**
     * Milliseconds that so many percent of the calls did not exceed; 0 where there were none.
     *
     * @param percent above 0, at most 100
     */
    double millis(double percent) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percent) / 1000.0;
    }
}

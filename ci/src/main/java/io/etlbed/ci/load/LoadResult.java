package io.etlbed.ci.load;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a load has shown.
 *
 * @param endpoint that was loaded
 * @param workers clients at the same time
 */
public record LoadResult(String endpoint, int workers, List<OfMix> mixes) {

    /**
     * Of one mix.
     *
     * @param name of the mix
     * @param described what it consists of, in words
     * @param sizes of its objects, as text
     * @param seconds how long it ran
     * @param nodeMicros CPU of the node processes for each call; empty where they cannot be seen
     */
    public record OfMix(
            String name,
            String described,
            String sizes,
            double seconds,
            List<OfCall> calls,
            List<Failure> errors,
            OptionalDouble nodeMicros) {}

    /**
     * Of one kind of call, those that went well.
     *
     * @param call {@code PUT} or {@code GET}
     * @param bytes of all bodies
     */
    public record OfCall(String call, long count, long bytes, Millis millis) {}

    /** Latencies in milliseconds, from the first byte sent to the last one received, redirects included. */
    public record Millis(double p50, double p90, double p99, double p999, double max) {

        static Millis of(Latencies latencies) {
            return new Millis(
                    latencies.millis(50),
                    latencies.millis(90),
                    latencies.millis(99),
                    latencies.millis(99.9),
                    latencies.millis(100));
        }
    }

    /**
     * Calls that went wrong in one way.
     *
     * @param example what was said of one of them
     */
    public record Failure(String call, String kind, long count, String example) {}

    /** Calls that went wrong. */
    public long errors() {
        return mixes.stream()
                .flatMap(mix -> mix.errors().stream())
                .mapToLong(Failure::count)
                .sum();
    }
}

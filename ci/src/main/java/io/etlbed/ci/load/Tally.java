package io.etlbed.ci.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of a mix, in memory that does not grow with their number. Safe for any thread. */
final class Tally {

    /** Ways to go wrong that are told apart. */
    private static final int MOST_KINDS = 50;

    private static final String OTHERS = "others";
    private static final int LONGEST_EXAMPLE = 300;

    /** Kinds of calls. */
    enum Call {
        PUT,
        GET
    }

    /** Those that went well. */
    private static final class Done {
        private final LongAdder count = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final Latencies latencies = new Latencies();
    }

    private static final class Failed {
        private final String example;
        private long count;

        Failed(String example) {
            this.example = example;
        }
    }

    private final Map<Call, Done> done = new EnumMap<>(Map.of(Call.PUT, new Done(), Call.GET, new Done()));
    private final Map<Call, Map<String, Failed>> failed =
            new EnumMap<>(Map.of(Call.PUT, new TreeMap<>(), Call.GET, new TreeMap<>()));
    private final LongAdder failures = new LongAdder();

    void done(Call call, long nanos, long bytes) {
        Done of = of(call);
        of.count.increment();
        of.bytes.add(bytes);
        of.latencies.add(nanos);
    }

    private Done of(Call call) {
        return Objects.requireNonNull(done.get(call));
    }

    void failed(Call call, IOException cause) {
        failures.increment();
        String message = String.valueOf(cause.getMessage());
        String kind = cause instanceof LoadFailure told
                ? told.kind()
                : cause.getClass().getSimpleName() + ": " + shortened(message, 80);
        synchronized (failed) {
            Map<String, Failed> kinds = failed.computeIfAbsent(call, none -> new TreeMap<>());
            String counted = kinds.size() < MOST_KINDS || kinds.containsKey(kind) ? kind : OTHERS;
            kinds.computeIfAbsent(counted, first -> new Failed(shortened(message, LONGEST_EXAMPLE))).count++;
        }
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    /** Calls that went well. */
    long count() {
        return of(Call.PUT).count.sum() + of(Call.GET).count.sum();
    }

    long bytes() {
        return of(Call.PUT).bytes.sum() + of(Call.GET).bytes.sum();
    }

    long failures() {
        return failures.sum();
    }

    /** Of all calls so far, in words. */
    String latencies() {
        StringBuilder text = new StringBuilder();
        done.forEach((call, of) -> {
            if (of.count.sum() > 0) {
                text.append(", %s p50 %.1f ms p99 %.1f ms"
                        .formatted(call, of.latencies.millis(50), of.latencies.millis(99)));
            }
        });
        return text.toString();
    }

    List<LoadResult.OfCall> calls() {
        List<LoadResult.OfCall> calls = new ArrayList<>();
        done.forEach((call, of) -> {
            if (of.count.sum() > 0) {
                calls.add(new LoadResult.OfCall(
                        call.name(), of.count.sum(), of.bytes.sum(), LoadResult.Millis.of(of.latencies)));
            }
        });
        return calls;
    }

    List<LoadResult.Failure> errors() {
        List<LoadResult.Failure> errors = new ArrayList<>();
        synchronized (failed) {
            failed.forEach((call, kinds) -> kinds.forEach((kind, failure) ->
                    errors.add(new LoadResult.Failure(call.name(), kind, failure.count, failure.example))));
        }
        return errors;
    }
}

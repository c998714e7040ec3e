package io.etlbed.junit.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule in force. */
final class Rule implements Fault {

    private final Terms terms;
    private final Kind kind;
    private final Runnable atRemoval;
    private final SplittableRandom jitter;
    private long seen;
    private long hits;

    /**
     * Which requests, and on which side of their effect.
     *
     * @param method null for any
     * @param path null for any
     * @param query null for any
     */
    record Terms(
            Place place,
            @Nullable String method,
            @Nullable Pattern path,
            @Nullable String query,
            When when,
            boolean before) {}

    Rule(Terms terms, Kind kind, long seed, Runnable atRemoval) {
        this.terms = terms;
        this.kind = kind;
        this.jitter = new SplittableRandom(seed);
        this.atRemoval = atRemoval;
    }

    /** What it does to that request, if anything. */
    synchronized Optional<Action> meet(Call call, Season season) {
        if (!matches(call)) {
            return Optional.empty();
        }
        seen++;
        if (!terms.when().holds(seen)) {
            return Optional.empty();
        }
        hits++;
        return Optional.of(new Action(drawn(), terms.before(), season));
    }

    private boolean matches(Call call) {
        return (terms.method() == null || terms.method().equals(call.method()))
                && (terms.path() == null || terms.path().matcher(call.path()).matches())
                && (terms.query() == null || call.query().contains(terms.query()))
                && call.isAt(terms.place());
    }

    private Kind drawn() {
        return kind instanceof Kind.Delay delay && !delay.jitter().isZero()
                ? new Kind.Delay(
                        delay.least().plusNanos(jitter.nextLong(delay.jitter().toNanos() + 1)), Duration.ZERO)
                : kind;
    }

    @Override
    public synchronized long seen() {
        return seen;
    }

    @Override
    public synchronized long hits() {
        return hits;
    }

    @Override
    public void remove() {
        atRemoval.run();
    }
}

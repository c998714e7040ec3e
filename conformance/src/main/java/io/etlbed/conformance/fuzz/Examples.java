package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Session;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;

/** Tries generated examples on a cluster, and makes the first that fails as plain as it can. */
final class Examples {

    private static final int TRIES = 40;
    private static final int SHRINKS = 60;

    /** What is to hold for an example. */
    @FunctionalInterface
    interface Property<T> {
        void check(T example) throws InterruptedException;
    }

    private Examples() {}

    /**
     * Tries examples out of the session's random numbers.
     *
     * @throws CheckFailed the failure of the plainest example that was found to fail
     */
    static <T> void tryOut(Session session, Supplier<Arbitrary<T>> arbitrary, Property<T> property)
            throws InterruptedException {
        AtomicReference<@Nullable InterruptedException> interrupted = new AtomicReference<>();
        JqwikSession.run(() -> {
            RandomGenerator<T> generator = arbitrary.get().generator(TRIES);
            try {
                for (int i = 0; i < TRIES; i++) {
                    Shrinkable<T> example = generator.next(session.random());
                    Optional<CheckFailed> failure = failure(example, property);
                    if (failure.isPresent()) {
                        throw plainest(example, failure.get(), property);
                    }
                }
            } catch (InterruptedException e) {
                interrupted.set(e);
            }
        });
        InterruptedException stop = interrupted.get();
        if (stop != null) {
            throw stop;
        }
    }

    private static <T> CheckFailed plainest(Shrinkable<T> failing, CheckFailed failure, Property<T> property)
            throws InterruptedException {
        Shrinkable<T> plain = failing;
        CheckFailed last = failure;
        int left = SHRINKS;
        boolean plainer = true;
        while (plainer) {
            plainer = false;
            for (Shrinkable<T> candidate : plain.shrink().limit(left).toList()) {
                left--;
                Optional<CheckFailed> again = failure(candidate, property);
                if (again.isPresent()) {
                    plain = candidate;
                    last = again.get();
                    plainer = left > 0;
                    break;
                }
            }
        }
        return last;
    }

    private static <T> Optional<CheckFailed> failure(Shrinkable<T> example, Property<T> property)
            throws InterruptedException {
        try {
            property.check(example.value());
            return Optional.empty();
        } catch (CheckFailed e) {
            return Optional.of(e);
        }
    }
}

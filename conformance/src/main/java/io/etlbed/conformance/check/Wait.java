package io.etlbed.conformance.check;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for what the cluster does on its own. */
public final class Wait {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Something that may not be there yet. */
    @FunctionalInterface
    public interface Look<T> {
        Optional<T> look() throws InterruptedException;
    }

    private Wait() {}

    /** Looks again and again; empty where it did not come within the limit. Looks once at least. */
    public static <T> Optional<T> upTo(Duration limit, Look<T> look) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> seen = look.look();
            if (seen.isPresent() || System.nanoTime() - end >= 0) {
                return seen;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}

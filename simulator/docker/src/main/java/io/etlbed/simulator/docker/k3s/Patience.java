package io.etlbed.simulator.docker.k3s;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what comes true elsewhere, until one moment. */
final class Patience {

    private static final int PAUSE_MILLIS = 250;

    private final long end;
    private final CountDownLatch never = new CountDownLatch(1);

    Patience(Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** Empty where all is well, else what is missing. */
    @FunctionalInterface
    interface Condition {
        Optional<String> missing() throws InterruptedException;
    }

    /**
     * Looks until nothing is missing.
     *
     * @return what still was at the end, if anything
     */
    Optional<String> await(Condition condition) throws InterruptedException {
        while (true) {
            Optional<String> missing = condition.missing();
            if (missing.isEmpty() || System.nanoTime() > end || never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                return missing;
            }
        }
    }
}

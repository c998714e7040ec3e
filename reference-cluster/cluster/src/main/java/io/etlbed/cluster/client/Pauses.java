package io.etlbed.cluster.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits between looks at something of which the protocol tells nobody: longer each time. */
final class Pauses {

    private final Duration longest;
    private Duration next;

    Pauses(Duration first, Duration longest) {
        this.next = first;
        this.longest = longest;
    }

    /**
     * Waits for a while.
     *
     * @param mostNanos no longer
     * @param forWhat for the message where it is interrupted
     */
    void sleep(long mostNanos, String forWhat) throws InterruptedException {
        LockSupport.parkNanos(Math.min(next.toNanos(), mostNanos));
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for " + forWhat);
        }
        next = next.compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
    }
}

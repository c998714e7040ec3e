package io.etlbed.simulator.embedded.kubelet;

import java.time.Duration;
import java.time.Instant;

/** Waits that double, and begin anew after things went well for long enough. */
final class BackOff {

    private final Duration first;
    private final Duration longest;
    private Duration next;
    private Duration current = Duration.ZERO;
    private Instant notBefore = Instant.MIN;

    BackOff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** Something failed: nothing is to be tried again before the wait is over. */
    void failed(Instant now) {
        current = next;
        notBefore = now.plus(next);
        next = next.multipliedBy(2);
        if (next.compareTo(longest) > 0) {
            next = longest;
        }
    }

    void reset() {
        next = first;
        notBefore = Instant.MIN;
    }

    /** How long things must have gone well to begin anew. */
    Duration patience() {
        return longest.multipliedBy(2);
    }

    /** The whole wait after the latest failure. */
    Duration current() {
        return current;
    }

    Duration remaining(Instant now) {
        return notBefore.isAfter(now) ? Duration.between(now, notBefore) : Duration.ZERO;
    }
}

package io.etlbed.cluster.client;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a job is over, and how it went.
 *
 * @param end when it ended; empty while it runs
 * @param error why it is not done in full; empty where it is, and while it runs
 * @param aborted whether somebody ended it
 */
public record JobState(String id, Optional<Instant> end, String error, boolean aborted) {

    public boolean running() {
        return end.isEmpty();
    }

    /** Whether all of it is done. */
    public boolean succeeded() {
        return end.isPresent() && error.isEmpty() && !aborted;
    }
}

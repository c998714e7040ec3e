package io.etlbed.cluster.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A job as a list shows it, over all targets.
 *
 * @param id of the job; some of AIStore's own have another on each target
 * @param kind such as {@code etl-bck} or {@code copy-listrange}
 * @param bucket that it writes to, or of chosen objects the one that it reads; empty where it has none
 * @param objects that are done
 * @param bytes of them
 * @param start when the first target began
 * @param end when the last target was done; empty while one runs
 * @param state where it stands
 */
public record JobSummary(
        String id,
        String kind,
        String bucket,
        long objects,
        long bytes,
        Instant start,
        Optional<Instant> end,
        State state) {

    /** Where a job stands. */
    public enum State {
        RUNNING,
        /** It runs and has nothing to do: as AIStore's jobs of chosen objects that are done. */
        IDLE,
        FINISHED,
        ABORTED
    }

    /** Whether there may be more to come of it. */
    public boolean running() {
        return state == State.RUNNING;
    }
}

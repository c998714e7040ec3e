package io.etlbed.simulator.embedded.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a container's output are wanted.
 *
 * @param previous those of the run before the latest
 * @param follow also those still to come, until the container ends
 * @param tailLines only so many of the last that are there when the log is opened, 0 or more; null for all of them
 * @param since only those written at this time or later; null for all of them
 */
public record LogQuery(
        boolean previous,
        boolean follow,
        @Nullable Long tailLines,
        @Nullable Instant since) {}

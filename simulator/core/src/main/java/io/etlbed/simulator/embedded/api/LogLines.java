package io.etlbed.simulator.embedded.api;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The open output of a container, line by line. One thread reads it; any thread may close it. */
public interface LogLines extends AutoCloseable {

    /**
     * A piece of output.
     *
     * @param time when the container wrote it
     * @param text with its line feed, unless it is the unfinished end of the output or a piece of a very long line
     */
    record Line(Instant time, byte[] text) {}

    /**
     * The next line. Waits for it where the log is followed.
     *
     * @return null at the end, or when closed
     */
    @Nullable
    Line next() throws IOException, InterruptedException;

    /** Ends a waiting {@link #next()} as well. Idempotent. */
    @Override
    void close() throws IOException;
}

package io.etlbed.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be closed at the end, the latest first. Every part is closed, whatever happens to the others. */
final class Teardown {

    private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    /** Not to be used by several threads, other than {@link #close()}. */
    synchronized void add(String name, Action action) {
        parts.push(new Part(name, action));
    }

    /**
     * Closes what has not been closed yet. An interruption is kept for later: half a teardown helps nobody.
     *
     * @throws IllegalStateException if something could not be closed
     */
    synchronized void close() {
        boolean interrupted = Thread.interrupted();
        IllegalStateException failure = null;
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.action.run();
            } catch (Exception e) {
                LOG.warn("{} could not be closed", part.name, e);
                if (failure == null) {
                    failure = new IllegalStateException(part.name + " could not be closed: " + e.getMessage(), e);
                }
                interrupted |= e instanceof InterruptedException;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Closes one thing. */
    interface Action {
        void run() throws Exception;
    }

    private record Part(String name, Action action) {}
}

package io.etlbed.simulator.docker.k3s;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be closed with a cluster, the latest first. Every part is closed, whatever happens to the others. */
final class Parts {

    private final Deque<Runnable> parts = new ArrayDeque<>();

    synchronized void add(Runnable close) {
        parts.push(close);
    }

    /**
     * Closes them; twice is harmless.
     *
     * @throws RuntimeException the first failure, after all were tried
     */
    synchronized void close() {
        // The engine's connections break when the thread is interrupted: half a removal helps nobody.
        boolean interrupted = Thread.interrupted();
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }
}

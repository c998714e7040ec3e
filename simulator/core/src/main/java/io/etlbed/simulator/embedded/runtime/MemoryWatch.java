package io.etlbed.simulator.embedded.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a container whose processes have more memory than its limit, where the kernel does not do it. */
final class MemoryWatch {

    private static final long PERIOD_MILLIS = 200;

    private final ProcessContainer container;
    private final long limit;
    private final Runnable caught;

    private MemoryWatch(ProcessContainer container, long limit, Runnable caught) {
        this.container = container;
        this.limit = limit;
        this.caught = caught;
    }

    /**
     * Watches until the container has ended, on a thread of its own.
     *
     * @param caught runs before a container is ended for its memory
     */
    static void start(String name, ProcessContainer container, long limit, Runnable caught) {
        MemoryWatch watch = new MemoryWatch(container, limit, caught);
        Thread thread = new Thread(watch::run, "etlbed-memory-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!ended()) {
                if (container.usage().memoryBytes() > limit) {
                    caught.run();
                    container.kill();
                }
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended() throws InterruptedException {
        try {
            container.exit().get(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("it is not known whether the container has ended", impossible);
        }
    }
}

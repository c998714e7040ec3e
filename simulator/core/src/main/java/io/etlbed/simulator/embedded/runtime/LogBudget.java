package io.etlbed.simulator.embedded.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the logs of all containers of this JVM may take together. Where they take more, whoever writes keeps
 * less of its own past, down to a part that everybody may keep.
 */
final class LogBudget {

    /** What each log may keep, however many there are. */
    static final long SHARE = 32L << 10;

    private static final long LEAST = 16L << 20;
    private static final int PART_OF_HEAP = 8;
    private static final LogBudget OF_THIS_JVM =
            new LogBudget(Math.max(LEAST, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    LogBudget(long most) {
        this.most = most;
    }

    static LogBudget ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** @param bytes negative where they are given back */
    void take(long bytes) {
        taken.addAndGet(bytes);
    }

    boolean isExceeded() {
        return taken.get() > most;
    }
}

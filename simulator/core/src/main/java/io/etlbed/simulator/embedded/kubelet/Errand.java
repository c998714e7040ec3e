package io.etlbed.simulator.embedded.kubelet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task on a thread of its own that can be called back, and of which is known when it has really ended. */
final class Errand {

    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Thread thread;
    private boolean cancelled;

    private Errand() {}

    /** What is done. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    static Errand start(Executor threads, Task task) {
        Errand errand = new Errand();
        try {
            threads.execute(() -> errand.run(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("the node is closed; nothing is prepared any more", closed);
            errand.ended.complete(null);
        }
        return errand;
    }

    /** Interrupts it; returns at once. */
    synchronized void cancel() {
        cancelled = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Done when nothing of it runs any more. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    private void run(Task task) {
        try {
            if (began()) {
                task.run();
            }
        } catch (InterruptedException calledBack) {
            LOG.debug("a preparation was called back");
        } finally {
            over();
            ended.complete(null);
        }
    }

    private synchronized boolean began() {
        thread = Thread.currentThread();
        return !cancelled;
    }

    /** The thread is of a pool, and goes back to it without our interrupt. */
    private synchronized void over() {
        thread = null;
        boolean unused = Thread.interrupted();
    }
}

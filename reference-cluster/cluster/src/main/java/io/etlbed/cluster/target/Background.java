package io.etlbed.cluster.target;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store's thread for what nobody waits for, one after the other. It is made when needed and ends when idle. */
final class Background implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Background::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    Background() {
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ais-store");
        thread.setDaemon(true);
        return thread;
    }

    /** What comes after the end is left undone. */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Interrupts what runs and waits for it to end. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("the thread of a store does not end: {}", pool);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.etlbed.cluster.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Does many small things, some at once. The first failure ends it, or with {@code goOn} each is told and the rest is done. Of
 * what is yet to be done it holds no more than a few.
 */
final class Batch implements AutoCloseable {

    private static final int MOST_TOLD = 20;

    /** One of the things. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException, InterruptedException;
    }

    private final Session session;
    private final boolean goOn;
    private final int room;
    private final Semaphore free;
    private final ExecutorService workers;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Batch(Session session, int parallel, boolean goOn) {
        if (parallel < 1 || parallel > 256) {
            throw new UsageException("--parallel is a number from 1 to 256");
        }
        this.session = session;
        this.goOn = goOn;
        this.room = 2 * parallel;
        this.free = new Semaphore(room);
        this.workers = Executors.newFixedThreadPool(parallel, work -> {
            Thread thread = new Thread(work, "ais-batch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Has one more thing done; waits while there are enough.
     *
     * @param what it is about, for the message where it fails
     * @throws IOException or another exception, where something has failed that was submitted before
     */
    void submit(String what, Task task) throws IOException, InterruptedException {
        free.acquire();
        throwFailure();
        workers.execute(() -> {
            try {
                if (failure.get() == null) {
                    task.run();
                    done.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure.compareAndSet(null, e);
            } catch (IOException | RuntimeException e) {
                fail(what, e);
            } finally {
                free.release();
            }
        });
    }

    private void fail(String what, Exception why) {
        if (!goOn || why instanceof ConnectException || why instanceof OutputClosed) {
            failure.compareAndSet(null, why);
            return;
        }
        if (failed.incrementAndGet() <= MOST_TOLD) {
            session.tell(what + ": " + Failures.line(why));
        }
    }

    /** Waits until all is done; the number of things that were done. */
    long finish() throws IOException, InterruptedException {
        free.acquire(room);
        throwFailure();
        if (failed.get() > 0) {
            throw new IOException(failed.get() + " of " + (failed.get() + done.get()) + " failed");
        }
        return done.get();
    }

    private void throwFailure() throws IOException, InterruptedException {
        Exception first = failure.get();
        if (first instanceof IOException e) {
            throw e;
        }
        if (first instanceof InterruptedException e) {
            throw e;
        }
        if (first instanceof RuntimeException e) {
            throw e;
        }
    }

    /** What is under way breaks off, and removes what it has begun. */
    @Override
    public void close() {
        workers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
                session.tell("something that was under way does not end");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

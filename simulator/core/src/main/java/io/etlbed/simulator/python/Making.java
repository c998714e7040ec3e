package io.etlbed.simulator.python;

import io.etlbed.simulator.Preparation.Progress;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Something that several wait for and one thread does. It is called back when the last of them has gone. The thread is its
 * own: processes that it starts end with it.
 */
final class Making {

    private final Task task;
    private final Runnable atEnd;
    private final CompletableFuture<Path> result = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<Object, Progress> waiting = new HashMap<>();
    private @Nullable Thread thread;
    private @Nullable String latest;
    private boolean abandoned;

    /** What is done. */
    @FunctionalInterface
    interface Task {
        Path run(Progress progress) throws IOException, InterruptedException;
    }

    /**
     * Makes one; it begins when somebody waits for it.
     *
     * @param atEnd runs when it is over, before anybody is told
     */
    Making(Task task, Runnable atEnd) {
        this.task = task;
        this.atEnd = atEnd;
    }

    /**
     * Waits for it.
     *
     * @return empty where it was called back before: it is over then, and another one can begin
     */
    Optional<Path> await(Progress progress) throws InterruptedException {
        Object me = new Object();
        if (!enter(me, progress)) {
            over.await();
            return Optional.empty();
        }
        try {
            return Optional.of(result.get());
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof SimulatorException known) {
                throw new SimulatorException(String.valueOf(known.getMessage()), known);
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            leave(me);
        }
    }

    private synchronized boolean enter(Object me, Progress progress) {
        if (abandoned) {
            return false;
        }
        waiting.put(me, progress);
        if (latest != null) {
            progress.tell(latest);
        }
        if (thread == null) {
            thread = new Thread(this::work, "etlbed-making");
            thread.setDaemon(true);
            thread.start();
        }
        return true;
    }

    /** Whoever leaves last, before it is done, sees to it that it ends. */
    private void leave(Object me) {
        synchronized (this) {
            waiting.remove(me);
            if (!waiting.isEmpty() || result.isDone()) {
                return;
            }
            abandoned = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
        boolean interrupted = Thread.interrupted();
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            Path made = task.run(this::tell);
            atEnd.run();
            result.complete(made);
        } catch (InterruptedException calledBack) {
            atEnd.run();
            result.cancel(false);
        } catch (IOException failure) {
            atEnd.run();
            result.completeExceptionally(new SimulatorException(failure.toString(), failure));
        } catch (RuntimeException failure) {
            atEnd.run();
            result.completeExceptionally(failure);
        } finally {
            // Where it was an Error.
            result.completeExceptionally(new IllegalStateException("it ended without a result"));
            over.countDown();
        }
    }

    private void tell(String line) {
        List<Progress> all;
        synchronized (this) {
            latest = line;
            all = List.copyOf(waiting.values());
        }
        all.forEach(each -> each.tell(line));
    }
}

package io.etlbed.ci.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The threads of a load. Closing it breaks off what they do, and waits for them. */
final class Crew implements AutoCloseable {

    /** How long calls that are under way at the end may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    private static final long SHORTEST_SILENCE_NANOS = 1_000_000_000L;

    private final int size;
    private final ExecutorService threads;
    private final ConcurrentLinkedQueue<LoadClient> clients = new ConcurrentLinkedQueue<>();

    Crew(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, "etlbed-load");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What each does until it is told to stop. */
    interface Work {
        void run(int number, CountDownLatch stop) throws IOException, InterruptedException;
    }

    /** What each does with its part. */
    interface Part<T> {
        void run(int number, List<T> mine) throws IOException, InterruptedException;
    }

    /** The client of one of them, which is closed when the crew is. */
    LoadClient watched(LoadClient client) {
        clients.add(client);
        return client;
    }

    /**
     * Has all of them work for a time.
     *
     * @param told how much of it has gone, now and then
     * @return the seconds until the last of them was done
     */
    double work(Duration length, Work work, Consumer<Duration> told) throws IOException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        long begun = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            int mine = number;
            all.add(threads.submit((Callable<Void>) () -> {
                work.run(mine, stop);
                return null;
            }));
        }
        try {
            long between = Math.min(LONGEST_SILENCE.toNanos(), Math.max(SHORTEST_SILENCE_NANOS, length.toNanos() / 20));
            long end = begun + length.toNanos();
            for (long now = begun; now < end; now = System.nanoTime()) {
                // The first news come soon.
                long silence = now == begun ? SHORTEST_SILENCE_NANOS : between;
                boolean unused = stop.await(Math.min(silence, end - now), TimeUnit.NANOSECONDS);
                told.accept(Duration.ofNanos(System.nanoTime() - begun));
            }
        } finally {
            stop.countDown();
        }
        await(all, PATIENCE);
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Has each of them do a part of something, and waits for all. */
    <T> void share(List<T> things, Part<T> part) throws IOException, InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            List<T> mine = new ArrayList<>();
            for (int i = number; i < things.size(); i += size) {
                mine.add(things.get(i));
            }
            int of = number;
            all.add(threads.submit((Callable<Void>) () -> {
                part.run(of, mine);
                return null;
            }));
        }
        for (Future<?> each : all) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }
    }

    private static void await(List<Future<?>> all, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Future<?> each : all) {
            try {
                each.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new IOException(
                        "a call that was under way at the end has not been answered within " + patience.toSeconds()
                                + " s",
                        e);
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }
    }

    private static IOException failure(ExecutionException e) {
        return e.getCause() instanceof IOException told ? told : new IOException("a client has failed", e.getCause());
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (LoadClient client : clients) {
            client.close();
        }
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("a client does not end");
            }
        } catch (InterruptedException e) {
            // They end all the same: their connections are closed.
            Thread.currentThread().interrupt();
        }
    }
}

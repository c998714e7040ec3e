package io.etlbed.cluster.dashboard;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What many ask for is fetched once for all of them, and is good for a while. A failure, too: who fails is left in peace. */
final class Shared<T> {

    private final Duration fresh;
    private final LongSupplier nanos;
    private final Supplier<CompletableFuture<T>> source;

    // Guarded by this.
    private @Nullable CompletableFuture<T> latest;
    private long since;

    /**
     * @param fresh for how long it is good, from when it was asked for
     * @param nanos a clock, as {@link System#nanoTime()}
     */
    Shared(Duration fresh, LongSupplier nanos, Supplier<CompletableFuture<T>> source) {
        this.fresh = fresh;
        this.nanos = nanos;
        this.source = source;
    }

    /** Never two at a time from the source. What one does with the future is no concern of the others. */
    synchronized CompletableFuture<T> get() {
        long now = nanos.getAsLong();
        CompletableFuture<T> there = latest;
        if (there == null || (there.isDone() && now - since >= fresh.toNanos())) {
            there = start();
            latest = there;
            since = now;
        }
        return there.copy();
    }

    private CompletableFuture<T> start() {
        try {
            return source.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}

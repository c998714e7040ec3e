package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Shelf;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watches that are open, and their clock. */
final class Watches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final Duration BOOKMARK = Duration.ofSeconds(60);

    private final ObjectStore store;
    private final Duration bookmark;
    private final Map<WatchStream<?>, Future<?>> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "etlbed-api-timer");
        thread.setDaemon(true);
        return thread;
    });

    Watches(ObjectStore store) {
        this(store, BOOKMARK);
    }

    /** @param bookmark how often those who asked are told how far they are */
    Watches(ObjectStore store, Duration bookmark) {
        this.store = store;
        this.bookmark = bookmark;
    }

    /**
     * Opens a watch. That its beginning is too long ago, the watch itself says: clients look for it there.
     *
     * @throws ApiStatusException if the query makes no sense; the sink is untouched then
     */
    <T extends HasMetadata> WatchStream<T> open(
            Kind<T> kind, @Nullable String namespace, Query query, View<T> view, WatchSink sink) {
        WatchTerms terms = WatchTerms.of(kind, query);
        Predicate<T> selection = query.selection(kind);
        WatchStream<T> stream = new WatchStream<>(kind, selection, view, sink, this::forget);
        try {
            open.put(stream, schedule(stream, terms));
        } catch (RejectedExecutionException e) {
            LOG.debug("a watch is asked for while the server ends", e);
            throw Errors.shuttingDown();
        }
        stream.begin();
        Shelf<T> shelf = store.of(kind.type());
        try {
            stream.subscribed(
                    terms.version() == 0
                            ? shelf.watch(namespace, stream)
                            : shelf.watch(namespace, terms.version(), stream));
        } catch (ApiStatusException refused) {
            stream.fail(refused);
        }
        return stream;
    }

    int count() {
        return open.size();
    }

    /** The stream's clock: bookmarks if it wants them, and its end. */
    private Future<?> schedule(WatchStream<?> stream, WatchTerms terms) {
        long end = System.nanoTime() + terms.length().toNanos();
        long period = terms.bookmarks() && bookmark.compareTo(terms.length()) < 0
                ? bookmark.toMillis()
                : terms.length().toMillis();
        Runnable tick = () -> {
            if (terms.bookmarks()) {
                stream.bookmark();
            }
            if (System.nanoTime() >= end) {
                stream.close();
            }
        };
        return timer.scheduleAtFixedRate(tick, period, period, TimeUnit.MILLISECONDS);
    }

    private void forget(WatchStream<?> stream) {
        Future<?> clock = open.remove(stream);
        if (clock != null) {
            clock.cancel(false);
        }
    }

    /** Ends every watch as it should end. */
    @Override
    public void close() {
        timer.shutdownNow();
        open.keySet().forEach(WatchStream::close);
    }
}

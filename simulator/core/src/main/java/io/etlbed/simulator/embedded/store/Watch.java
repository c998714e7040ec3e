package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener's place in the journal of a kind. At most one thread at a time delivers to it. One that follows and falls
 * behind the journal goes on with the difference; another one ends there.
 */
final class Watch<T extends HasMetadata> implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Shelf<T> shelf;
    private final @Nullable String namespace;
    private final ChangeListener<T> listener;
    private final Executor executor;

    /** Calls to {@link #wake()} that the delivering thread has not yet answered. */
    private final AtomicInteger calls = new AtomicInteger();

    /** What was there when the watch began, if it is to hear of that. Touched by the delivering thread only. */
    private final Deque<Change<T>> present;

    /** What a follower knows; null for others. */
    private final @Nullable Sight<T> sight;

    private long position;
    private volatile long version;
    private volatile boolean finishing;
    private volatile boolean closed;

    Watch(
            Shelf<T> shelf,
            @Nullable String namespace,
            ChangeListener<T> listener,
            Executor executor,
            Start<T> start,
            @Nullable Sight<T> sight) {
        this.shelf = shelf;
        this.sight = sight;
        this.namespace = namespace;
        this.listener = listener;
        this.executor = executor;
        this.present = new ArrayDeque<>(start.present());
        this.position = start.position();
        this.version = start.version();
    }

    /** Where a watch begins: with what is present, and then from a position in the journal. */
    record Start<T extends HasMetadata>(List<Change<T>> present, long position, long version) {}

    /** There may be something to deliver. */
    void wake() {
        if (calls.getAndIncrement() == 0) {
            try {
                executor.execute(this::deliver);
            } catch (RejectedExecutionException e) {
                LOG.debug("the store is closed; a watch ends undelivered", e);
            }
        }
    }

    private void deliver() {
        int answered;
        do {
            answered = calls.get();
            drain();
        } while (calls.addAndGet(-answered) != 0);
    }

    private void drain() {
        try {
            while (!closed) {
                if (!present.isEmpty()) {
                    tell(present.remove());
                    continue;
                }
                Shelf.Step<T> step = shelf.read(position, version);
                Change<T> change = step.change();
                if (change == null) {
                    version = step.version();
                    break;
                }
                if (namespace == null || namespace.equals(change.namespace())) {
                    tell(change);
                }
                version = step.version();
                position++;
            }
            if (finishing) {
                end(null);
            }
        } catch (ApiStatusException fellBehind) {
            if (sight == null) {
                end(fellBehind);
            } else {
                catchUp(sight);
                drain();
            }
        }
    }

    private void catchUp(Sight<T> sight) {
        Start<T> again = shelf.again(sight);
        present.addAll(again.present());
        position = again.position();
        version = again.version();
        LOG.debug("a follower of {} fell behind and is told {} differences", shelf.resource(), present.size());
    }

    private void tell(Change<T> change) {
        if (sight != null) {
            sight.note(change);
        }
        try {
            listener.changed(change);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on {}", change, e);
        }
    }

    /** The store closes: nothing follows what there is to deliver. */
    void finish() {
        finishing = true;
        wake();
    }

    private void end(@Nullable ApiStatusException why) {
        if (closed) {
            return;
        }
        close();
        try {
            listener.ended(why);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on being told that nothing follows", e);
        }
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public void close() {
        closed = true;
        shelf.forget(this);
    }
}

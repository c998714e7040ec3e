package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Change;
import io.etlbed.simulator.embedded.store.ChangeListener;
import io.etlbed.simulator.embedded.store.Revision;
import io.etlbed.simulator.embedded.store.Subscription;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's watch. To a client that selects, an object that comes to match is added, and one that no longer matches
 * is deleted. A client that does not read holds a place in the store's history and nothing else; when that runs out, it
 * is told 410 and has to begin again.
 */
final class WatchStream<T extends HasMetadata> implements ChangeListener<T>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchStream.class);

    private final Kind<T> kind;
    private final Predicate<T> selection;
    private final View<T> view;
    private final WatchSink sink;
    private final Consumer<WatchStream<?>> onEnd;

    /** Held while something is written: events, bookmarks and the end come from different threads. */
    private final ReentrantLock writing = new ReentrantLock();

    private final AtomicBoolean over = new AtomicBoolean();

    /** Whether the response was ended. Guarded by writing. */
    private boolean ended;

    private volatile @Nullable Subscription subscription;

    /** @param onEnd told once that the watch is over, however it came to that */
    WatchStream(Kind<T> kind, Predicate<T> selection, View<T> view, WatchSink sink, Consumer<WatchStream<?>> onEnd) {
        this.kind = kind;
        this.selection = selection;
        this.view = view;
        this.sink = sink;
        this.onEnd = onEnd;
    }

    /** The client is told that its watch was accepted. */
    void begin() {
        writing.lock();
        try {
            sink.begin();
        } catch (IOException gone) {
            LOG.debug("a watch of {} ends before it began: its client is gone", kind.resource(), gone);
            close();
        } finally {
            writing.unlock();
            endIfOver();
        }
    }

    /** What the watch rests on; it is closed with it. */
    void subscribed(Subscription source) {
        subscription = source;
        if (over.get()) {
            source.close();
        }
    }

    @Override
    public void changed(Change<T> change) {
        boolean was = change.previous().filter(each -> each.matches(selection)).isPresent();
        boolean is = change.current().matches(selection);
        if (change.type() == Change.Type.DELETED || (was && !is)) {
            if (was) {
                send("DELETED", change.type() == Change.Type.DELETED ? view.one(change.current()) : lastMatch(change));
            }
        } else if (is) {
            send(was ? "MODIFIED" : "ADDED", view.one(change.current()));
        }
    }

    /** What the client saw last, under the version in which it lost sight of it. */
    private byte[] lastMatch(Change<T> change) {
        T last = change.previous().map(Revision::copy).orElseGet(change::object);
        last.getMetadata().setResourceVersion(Long.toString(change.version()));
        return view instanceof PlainView ? Json.write(last) : view.one(change.current());
    }

    /** Tells the client up to which version it knows everything, unless it is just told something. */
    void bookmark() {
        Subscription source = subscription;
        if (source == null || !writing.tryLock()) {
            return;
        }
        try {
            ObjectNode mark = JsonNodeFactory.instance.objectNode();
            mark.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
            mark.putObject("metadata")
                    .put("resourceVersion", Long.toString(source.version()))
                    .putNull("creationTimestamp");
            send("BOOKMARK", Json.write(mark));
        } finally {
            writing.unlock();
            endIfOver();
        }
    }

    /** Tells the client why nothing follows, and ends. */
    void fail(ApiStatusException why) {
        send("ERROR", Json.write(why.toStatus()));
        close();
    }

    @Override
    public void ended(@Nullable ApiStatusException why) {
        if (why == null) {
            close();
        } else {
            fail(why);
        }
    }

    private void send(String type, byte[] object) {
        ByteArrayOutputStream event = new ByteArrayOutputStream(object.length + 40);
        event.writeBytes(("{\"type\":\"" + type + "\",\"object\":").getBytes(UTF_8));
        event.writeBytes(object);
        event.write('}');
        writing.lock();
        try {
            if (!over.get()) {
                sink.send(event.toByteArray());
            }
        } catch (IOException | RuntimeException gone) {
            LOG.debug("a watch of {} ends: its client is gone", kind.resource(), gone);
            close();
        } finally {
            writing.unlock();
            endIfOver();
        }
    }

    /** Ends the watch. Where an event is just being written, whoever writes it ends the response after it. */
    @Override
    public void close() {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        Subscription source = subscription;
        if (source != null) {
            source.close();
        }
        endIfOver();
        onEnd.accept(this);
    }

    private void endIfOver() {
        if (over.get() && writing.tryLock()) {
            try {
                if (!ended) {
                    ended = true;
                    sink.end();
                }
            } finally {
                writing.unlock();
            }
        }
    }
}

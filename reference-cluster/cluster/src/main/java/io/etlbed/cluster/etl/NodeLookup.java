package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.AisException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Kubernetes node of a target, for whoever only wants to show it: nobody waits for Kubernetes. */
final class NodeLookup implements AutoCloseable {

    private final TargetNode node;

    // Guarded by this.
    private @Nullable Thread searching;
    private @Nullable String trouble;
    private boolean closed;

    NodeLookup(TargetNode node) {
        this.node = node;
    }

    /** Its name; empty where it is not known yet, or cannot be found. It is looked for meanwhile. */
    Optional<String> name() {
        Optional<String> known = node.known().map(TargetNode.Found::name);
        if (known.isEmpty()) {
            search();
        }
        return known;
    }

    /** Why it was not found when it was looked for last; null where it was, or has not been looked for. */
    synchronized @Nullable String trouble() {
        return trouble;
    }

    private synchronized void search() {
        if (searching == null && !closed) {
            Thread thread = new Thread(this::find, "etl-node-lookup");
            thread.setDaemon(true);
            searching = thread;
            thread.start();
        }
    }

    private void find() {
        String failure = "its Kubernetes node cannot be looked up; see the target's log";
        try {
            node.find();
            failure = null;
        } catch (AisException e) {
            failure = e.getMessage();
        } finally {
            synchronized (this) {
                trouble = failure;
                searching = null;
            }
        }
    }

    /** Ends a search that is under way. */
    @Override
    public synchronized void close() {
        closed = true;
        if (searching != null) {
            searching.interrupt();
        }
    }
}

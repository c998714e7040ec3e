package io.etlbed.cluster.member;

import io.etlbed.cluster.wire.Stamp;
import io.etlbed.cluster.wire.Stamps;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the primary knows of the other nodes: how new what they know is, and for how long they have been silent. */
final class Roster {

    private static final Stamps NOTHING = new Stamps(Stamp.NONE, Stamp.NONE, Stamp.NONE);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private static final class Entry {
        private Stamps held = NOTHING;
        private int silent;
        private boolean called;
    }

    private Entry of(String id) {
        return entries.computeIfAbsent(id, key -> new Entry());
    }

    /** A new primary knows nothing. */
    void clear() {
        entries.clear();
    }

    Stamps held(String id) {
        Entry entry = of(id);
        synchronized (entry) {
            return entry.held;
        }
    }

    /** @return for how many rounds it had been silent */
    int answered(String id, Stamps held) {
        Entry entry = of(id);
        synchronized (entry) {
            int before = entry.silent;
            entry.held = held;
            entry.silent = 0;
            return before;
        }
    }

    /** A node has been started anew: what was known of it is not so any more. */
    void forget(String id) {
        entries.remove(id);
    }

    int silent(String id) {
        Entry entry = of(id);
        synchronized (entry) {
            return entry.silent;
        }
    }

    /**
     * A round begins.
     *
     * @return whether the node is to be called: not while an earlier call is still under way
     */
    boolean begin(String id) {
        Entry entry = of(id);
        synchronized (entry) {
            entry.silent++;
            boolean free = !entry.called;
            entry.called = true;
            return free;
        }
    }

    void end(String id) {
        Entry entry = of(id);
        synchronized (entry) {
            entry.called = false;
        }
    }
}

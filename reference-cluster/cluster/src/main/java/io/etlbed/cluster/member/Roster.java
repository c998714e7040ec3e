package io.etlbed.cluster.member;

import io.etlbed.cluster.wire.Stamp;
import io.etlbed.cluster.wire.Stamps;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the primary knows of the other nodes: how new what they know is, and whether they answer. */
final class Roster {

    private static final Stamps NOTHING = new Stamps(Stamp.NONE, Stamp.NONE, Stamp.NONE, Stamp.NONE);

    private final Keepalive times;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private static final class Entry {
        private Stamps held = NOTHING;
        /** Calls in a row that failed. One that takes too long counts for all that would have been made meanwhile. */
        private int failures;

        private boolean called;
        private long calledAt;
    }

    Roster(Keepalive times) {
        this.times = times;
    }

    private Entry of(String id) {
        return entries.computeIfAbsent(id, key -> new Entry());
    }

    /** A new primary knows nothing. */
    void clear() {
        entries.clear();
    }

    /** A node has been started anew: what was known of it is not so any more. */
    void forget(String id) {
        entries.remove(id);
    }

    Stamps held(String id) {
        Entry entry = of(id);
        synchronized (entry) {
            return entry.held;
        }
    }

    void answered(String id, Stamps held) {
        Entry entry = of(id);
        synchronized (entry) {
            entry.held = held;
            entry.failures = 0;
        }
    }

    /** @return whether the node is to be called: not while the last call is still under way */
    boolean begin(String id) {
        Entry entry = of(id);
        synchronized (entry) {
            boolean free = !entry.called;
            if (free) {
                entry.called = true;
                entry.calledAt = System.nanoTime();
            }
            return free;
        }
    }

    void end(String id, boolean answered) {
        Entry entry = of(id);
        synchronized (entry) {
            entry.called = false;
            if (!answered) {
                entry.failures += isOverdue(entry) ? times.factor() : 1;
            }
        }
    }

    /** Whether the node counts as lost. */
    boolean isSilent(String id) {
        Entry entry = of(id);
        synchronized (entry) {
            return entry.failures >= times.factor() || (entry.called && isOverdue(entry));
        }
    }

    private boolean isOverdue(Entry entry) {
        return System.nanoTime() - entry.calledAt >= times.push().toNanos();
    }
}

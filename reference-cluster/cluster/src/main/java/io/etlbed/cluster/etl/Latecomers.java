package io.etlbed.cluster.etl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Targets that have joined, and may not run what they are to run. */
final class Latecomers {

    private final Set<String> waiting = new HashSet<>();
    private final Set<String> underWay = new HashSet<>();

    /** A target has joined. */
    synchronized void add(String id) {
        waiting.add(id);
    }

    /** Those that are to be brought in line now: each is under way until {@link #end}. */
    synchronized List<String> begin() {
        List<String> next =
                waiting.stream().filter(id -> !underWay.contains(id)).toList();
        next.forEach(waiting::remove);
        underWay.addAll(next);
        return next;
    }

    /** @param done whether it is in line; if not it is to be tried again */
    synchronized void end(String id, boolean done) {
        underWay.remove(id);
        if (!done) {
            waiting.add(id);
        }
    }

    /** Whether it is in line, as far as is known. */
    synchronized boolean isReady(String id) {
        return !waiting.contains(id) && !underWay.contains(id);
    }

    /** Another primary begins anew. */
    synchronized void clear() {
        waiting.clear();
    }
}

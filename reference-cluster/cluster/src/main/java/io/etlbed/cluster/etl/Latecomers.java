package io.etlbed.cluster.etl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Targets that have joined while this proxy is the primary, and whether they run what they are to run. */
final class Latecomers {

    private final Set<String> waiting = new HashSet<>();
    private final Set<String> underWay = new HashSet<>();
    private final Set<String> inLine = new HashSet<>();

    /** A target has joined. */
    synchronized void add(String id) {
        inLine.remove(id);
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
        } else if (!waiting.contains(id)) {
            inLine.add(id);
        }
    }

    /** Whether a target is in line. One of which nothing is known is going to be brought there. */
    synchronized boolean isReady(String id) {
        if (!inLine.contains(id) && !underWay.contains(id)) {
            waiting.add(id);
        }
        return inLine.contains(id);
    }

    /** Another term begins: nothing is known of anybody. */
    synchronized void clear() {
        waiting.clear();
        inLine.clear();
    }
}

package io.etlbed.ci.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happened. Safe for any thread. */
final class Tally {

    private static final int SHOWN = 20;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> wrongs = new ConcurrentLinkedQueue<>();

    void count(String what) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    /** Something that may not happen. */
    void wrong(String what) {
        wrongs.add(what);
    }

    long of(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    long total(String prefix) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    List<String> wrongs() {
        return List.copyOf(wrongs);
    }

    /** One line for each count, and what was wrong. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(counts).forEach((what, count) -> lines.add("%,9d  %s".formatted(count.sum(), what)));
        wrongs.stream().limit(SHOWN).forEach(wrong -> lines.add("WRONG: " + wrong));
        if (wrongs.size() > SHOWN) {
            lines.add("WRONG: and " + (wrongs.size() - SHOWN) + " more");
        }
        return lines;
    }
}

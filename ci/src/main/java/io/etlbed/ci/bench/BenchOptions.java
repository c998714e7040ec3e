package io.etlbed.ci.bench;

import io.etlbed.ci.load.LoadSettings;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to measure.
 *
 * @param only some of {@link #PARTS}; empty for all of them
 * @param rounds counted rounds of each measurement, at least 1
 * @param seconds how long each load lasts, at least 1
 * @param objects of the bucket with very many of them, at least 1
 * @param load how the mixes of the load generator are run
 * @param work an empty folder
 */
public record BenchOptions(Set<String> only, int rounds, int seconds, int objects, LoadSettings load, Path work) {

    /** What there is to measure. */
    public static final Set<String> PARTS = Set.of(
            "startup",
            "data",
            "lists",
            "mixes",
            "life",
            "junit",
            "pods",
            "transforms",
            "jobs",
            "playbooks",
            "training",
            "million",
            "kubernetes");

    /** What is measured only where it is asked for: it takes many minutes, or installs torch. */
    private static final Set<String> LONG = Set.of("million", "training");

    public BenchOptions {
        only = Set.copyOf(only);
        for (String part : only) {
            if (!PARTS.contains(part)) {
                throw new IllegalArgumentException("nothing called '" + part + "' can be measured; there are "
                        + String.join(", ", new TreeSet<>(PARTS)));
            }
        }
        if (rounds < 1 || seconds < 1 || objects < 1) {
            throw new IllegalArgumentException("rounds, seconds and objects are at least 1");
        }
    }

    boolean wants(String part) {
        return only.contains(part) || (only.isEmpty() && !LONG.contains(part));
    }
}

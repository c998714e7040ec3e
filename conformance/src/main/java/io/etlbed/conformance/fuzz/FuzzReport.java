package io.etlbed.conformance.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of it.
 *
 * @param tried how often each kind of cases was tried, such as {@code SPEC-07+SPEC-13}
 * @param impossible pairs of rules that no one specification breaks
 * @param replayed cases of the corpus
 */
public record FuzzReport(
        FuzzTarget target,
        long seed,
        Map<String, Integer> tried,
        List<String> impossible,
        int replayed,
        List<Finding> findings,
        Duration time) {

    public FuzzReport {
        tried = new TreeMap<>(tried);
        impossible = List.copyOf(impossible);
        findings = List.copyOf(findings);
    }

    /** How many cases there were, those of the corpus too. */
    public long cases() {
        return replayed + tried.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** How often the rarest of the single kinds, or of the pairs, was tried; 0 where there is none. */
    public int fewest(boolean pairs) {
        return tried.entrySet().stream()
                .filter(kind -> kind.getKey().contains("+") == pairs)
                .filter(kind -> kind.getKey().matches("[A-Z]+-\\d\\d.*"))
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElse(0);
    }
}

package io.etlbed.conformance.report;

import io.etlbed.conformance.check.Verdict;
import java.time.Duration;
import java.util.Set;

/**
 * What came of one check.
 *
 * @param check its name
 * @param proves the ids of the requirements that it judges
 */
public record CheckOutcome(String check, Set<String> proves, Verdict verdict, Duration time) {

    public CheckOutcome {
        proves = Set.copyOf(proves);
    }
}

package io.etlbed.conformance.report;

import io.etlbed.conformance.baseline.Baseline;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.evidence.Evidence;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What came of one check.
 *
 * @param check its name
 * @param proves the ids of the requirements that it judges
 * @param evidence what was seen around a failure; empty where it did not fail
 */
public record CheckOutcome(
        String check, Set<String> proves, Verdict verdict, Duration time, Optional<Evidence> evidence) {

    public CheckOutcome {
        proves = Set.copyOf(proves);
    }

    /** The failure, whether it is news, known or expected; empty where it did not fail. */
    public Optional<Verdict.Fail> failure() {
        if (verdict instanceof Verdict.Fail fail) {
            return Optional.of(fail);
        }
        if (verdict instanceof Verdict.KnownFailure known) {
            return Optional.of(known.failure());
        }
        return verdict instanceof Verdict.Differs differs ? Optional.of(differs.failure()) : Optional.empty();
    }

    /** The same, where a failure that the baseline has is known. */
    CheckOutcome against(Baseline baseline) {
        return new CheckOutcome(check, proves, baseline.verdict(check, verdict), time, evidence);
    }

    /** Why it has not simply passed or failed, in a sentence; empty where it has. */
    public String remark() {
        if (verdict instanceof Verdict.Skip skip) {
            return skip.reason();
        }
        if (verdict instanceof Verdict.KnownFailure known) {
            return "known failure: " + known.reason();
        }
        return verdict instanceof Verdict.Differs differs
                ? "differs as expected: " + differs.behaviour() + " [" + differs.source() + "]"
                : "";
    }
}

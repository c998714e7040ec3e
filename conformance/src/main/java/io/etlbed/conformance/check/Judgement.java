package io.etlbed.conformance.check;

import io.etlbed.conformance.evidence.Evidence;
import java.util.Optional;

/**
 * What came of a check, with what was seen.
 *
 * @param evidence of a failure, from before its traces were removed; empty for everything else
 * @param unanswered whether it failed because a request got no answer: then the endpoint may be dead
 */
public record Judgement(Verdict verdict, Optional<Evidence> evidence, boolean unanswered) {

    /** Of a check that was not run. */
    public static Judgement skipped(String reason) {
        return of(new Verdict.Skip(reason));
    }

    static Judgement of(Verdict verdict) {
        return new Judgement(verdict, Optional.empty(), false);
    }

    Judgement withoutAnswer() {
        return new Judgement(verdict, evidence, true);
    }
}

package io.etlbed.conformance.catalogue;

import java.util.Set;

/**
 * One clause that a conforming cluster satisfies.
 *
 * @param id stable, such as {@code SPEC-04}
 * @param rule its wording, in one line; code is in backticks
 * @param proofs what proving it takes beyond HTTP
 */
public record Requirement(String id, Group group, Level level, String rule, Set<Proof> proofs) {

    public Requirement {
        proofs = Set.copyOf(proofs);
    }

    public boolean isMust() {
        return level == Level.MUST;
    }

    /** Why it is not judged, where no check proves it. */
    public String whyUnproved() {
        return Unproved.reason(id).orElse("no check yet");
    }
}

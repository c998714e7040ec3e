package io.etlbed.conformance.report;

import io.etlbed.conformance.check.Verdict;

/** How a requirement stands after a run. */
public sealed interface Standing {

    /** Judged by checks; the worst of their verdicts. */
    record Judged(Verdict verdict) implements Standing {}

    /** Asked for, but no check proves it. */
    record Unchecked(String reason) implements Standing {}

    /** Not asked for. */
    record Deselected() implements Standing {}

    /** The profile says that this implementation owes it not. */
    record NotApplicable(String reason, String source) implements Standing {}

    /** One word for reports. */
    default String word() {
        if (this instanceof Judged judged) {
            return judged.verdict().word();
        }
        if (this instanceof NotApplicable) {
            return "not-applicable";
        }
        return this instanceof Unchecked ? "no-check" : "not-selected";
    }

    /** Why it was not judged, in a sentence; empty where it was. */
    default String explanation() {
        if (this instanceof Unchecked unchecked) {
            return unchecked.reason();
        }
        if (this instanceof NotApplicable exempt) {
            return "does not apply: " + exempt.reason() + " [" + exempt.source() + "]";
        }
        return this instanceof Deselected ? "not asked for" : "";
    }
}

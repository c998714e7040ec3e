package io.etlbed.conformance.report;

import io.etlbed.conformance.check.Verdict;

/** How a requirement stands after a run. */
public sealed interface Standing {

    /** Judged by checks; the worst of their verdicts. */
    record Judged(Verdict verdict) implements Standing {}

    /** Asked for, but no check proves it yet. */
    record Unchecked() implements Standing {}

    /** Not asked for. */
    record Deselected() implements Standing {}

    /** One word for reports. */
    default String word() {
        if (this instanceof Judged judged) {
            return judged.verdict().word();
        }
        return this instanceof Unchecked ? "no-check" : "not-selected";
    }
}

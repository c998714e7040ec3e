package io.etlbed.conformance.check;

/**
 * A check that an implementation is expected to fail, and how.
 *
 * @param check its name
 * @param found text within what the check then finds; empty for anything
 * @param behaviour what the implementation does, in a sentence
 * @param source where that is written or was seen
 */
public record Difference(String check, String found, String behaviour, String source) {

    /** Whether a failure is this one. */
    boolean explains(Verdict.Fail fail) {
        return fail.found().contains(found);
    }
}

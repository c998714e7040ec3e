package io.etlbed.conformance.baseline;

/**
 * A check that is known to fail.
 *
 * @param found what it found when it was taken down; for people, it is not compared
 * @param reason why that is left so, as a person has written it; may be empty
 */
public record KnownFailure(String check, String found, String reason) {

    /** What reports say of it. */
    public String why() {
        return reason.isBlank() ? "in the baseline" : reason;
    }
}

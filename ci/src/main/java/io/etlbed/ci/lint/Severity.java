package io.etlbed.ci.lint;

/** How much something said of a specification weighs. */
public enum Severity {
    /** A cluster refuses it. */
    ERROR("error"),
    /** A cluster takes it, but not in every use. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** As reports write it; SARIF's levels are the same. */
    public String word() {
        return word;
    }
}

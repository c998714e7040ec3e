package io.etlbed.playbooks;

/** How a step ended. */
public sealed interface StepOutcome {

    /** It showed what it must. */
    record Passed() implements StepOutcome {}

    /**
     * It did not.
     *
     * @param found what it showed instead
     * @param expected what it must show
     */
    record Failed(String found, String expected) implements StepOutcome {}

    /** It did not run: a tool is not installed, a step before it failed, or the user wants to keep what is there. */
    record Skipped(String reason) implements StepOutcome {}
}

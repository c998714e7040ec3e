package io.etlbed.playbooks;

import java.util.List;

/**
 * A playbook that was run.
 *
 * @param playbook its name
 * @param title one line
 * @param about what it shows; may be empty
 * @param notes what it was run on, each as a line
 * @param steps in their order; those of the clean-up too
 */
public record PlaybookResult(String playbook, String title, String about, List<String> notes, List<StepResult> steps) {

    public PlaybookResult {
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
    }

    /** Whether no step failed. Skipped ones are listed, and do not fail a run. */
    public boolean passed() {
        return steps.stream().noneMatch(step -> step.outcome() instanceof StepOutcome.Failed);
    }

    /** For a process: 0 if {@link #passed()}, else 1. */
    public int exitCode() {
        return passed() ? 0 : 1;
    }
}

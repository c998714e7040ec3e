package io.etlbed.playbooks;

import java.util.List;

/**
 * A playbook that was run.
 *
 * @param playbook its name
 * @param steps in their order; those of the clean-up too
 */
public record PlaybookResult(String playbook, List<StepResult> steps) {

    public PlaybookResult {
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

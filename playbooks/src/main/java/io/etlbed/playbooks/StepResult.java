package io.etlbed.playbooks;

import java.time.Duration;

/**
 * A step that was looked at.
 *
 * @param title its heading
 * @param command as the document shows it
 * @param outcome how it ended
 * @param took how long it ran
 */
public record StepResult(String title, String command, StepOutcome outcome, Duration took) {}

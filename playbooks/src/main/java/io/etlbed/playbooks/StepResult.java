package io.etlbed.playbooks;

import java.time.Duration;
import java.util.List;

/**
 * A step that was looked at.
 *
 * @param title its heading
 * @param text what a reader should know before it; may be empty
 * @param command as the document shows it
 * @param output what it has shown, as far as it was printed
 * @param pictures what it has left to be looked at
 * @param outcome how it ended
 * @param took how long it ran
 */
public record StepResult(
        String title,
        String text,
        String command,
        List<String> output,
        List<Picture> pictures,
        StepOutcome outcome,
        Duration took) {

    public StepResult {
        output = List.copyOf(output);
        pictures = List.copyOf(pictures);
    }
}

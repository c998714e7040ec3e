package io.etlbed.playbooks;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares what a command showed with what it must show. */
final class Verdicts {

    private final Commands commands;
    private final DataFiles data;
    private Optional<Compared> comparison = Optional.empty();

    /**
     * What an output was compared with.
     *
     * @param command that was run for it
     * @param output what that showed
     */
    record Compared(String command, Output output) {}

    Verdicts(Commands commands, DataFiles data) {
        this.commands = commands;
        this.data = data;
    }

    StepOutcome of(Step step, Output output, Variables variables) throws InterruptedException {
        Expectation expect = step.expect();
        if (output.timedOut()) {
            return new StepOutcome.Failed("no end after " + step.timeout() + " s", "an end before that");
        }
        if (output.exit() != expect.exit()) {
            return new StepOutcome.Failed(
                    "exit code " + output.exit() + ": " + summary(output), "exit code " + expect.exit());
        }
        String all = output.out() + output.err();
        if (expect.empty() && !all.isBlank()) {
            return new StepOutcome.Failed(summary(output), "no output");
        }
        String text = expanded(expect.text(), variables);
        if (text != null && !output.out().strip().equals(text.strip())) {
            return new StepOutcome.Failed(summary(output), text);
        }
        String part = expanded(expect.contains(), variables);
        if (part != null && !all.contains(part)) {
            return new StepOutcome.Failed(summary(output), "output with \"" + part + "\"");
        }
        String fits = expanded(expect.matches(), variables);
        if (fits != null && !Pattern.compile(fits).matcher(all).find()) {
            return new StepOutcome.Failed(summary(output), "output that fits " + fits);
        }
        if (expect.allNamed()) {
            List<String> missing = data.names().stream()
                    .filter(name -> !output.out().contains(name))
                    .toList();
            if (!missing.isEmpty()) {
                return new StepOutcome.Failed(
                        missing.size() + " names are missing, such as " + missing.get(0),
                        "the names of all " + data.names().size() + " files");
            }
        }
        return expect.sameAs() == null ? new StepOutcome.Passed() : same(step, expect.sameAs(), output, variables);
    }

    /** The command that the last output was compared with, if there was one. */
    Optional<Compared> comparison() {
        return comparison;
    }

    private StepOutcome same(Step step, String command, Output output, Variables variables)
            throws InterruptedException {
        Output other = commands.run(command, variables, step.patience());
        String shown = commands.shown(command, variables);
        comparison = Optional.of(new Compared(shown, other));
        if (other.exit() != 0) {
            return new StepOutcome.Failed("\"" + shown + "\" ended with " + other.exit() + ": " + summary(other), "0");
        }
        String found = firstWord(output.out());
        String expected = firstWord(other.out());
        return found.equals(expected)
                ? new StepOutcome.Passed()
                : new StepOutcome.Failed(
                        found.isEmpty() ? summary(output) : found, expected + ", as \"" + shown + "\" shows");
    }

    private @Nullable String expanded(@Nullable String text, Variables variables) {
        return text == null ? null : commands.expand(text, variables);
    }

    private static String firstWord(String text) {
        String stripped = text.strip();
        // A digest's escape mark stands before the digest of a file with a strange name.
        String[] words = stripped.split("\\s", 2);
        return words[0].startsWith("\\") ? words[0].substring(1) : words[0];
    }

    private static String summary(Output output) {
        String text = (output.err().isBlank() ? output.out() : output.err()).strip();
        return text.isEmpty() ? "no output" : text;
    }
}

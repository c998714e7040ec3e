package io.etlbed.playbooks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a run as the documentation that it is. */
final class Narrator {

    private static final int MOST_LINES = 60;
    private static final int LONGEST_LINE = 300;
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(2);

    private final PrintStream console;
    private int number;
    private long lastSign;

    Narrator(PrintStream console) {
        this.console = console;
    }

    void begin(String name, Playbook playbook, String endpoint, List<String> notes) {
        line("# " + playbook.title());
        line("");
        if (!playbook.about().isEmpty()) {
            line(playbook.about());
            line("");
        }
        line("playbook " + name + ", on " + endpoint);
        notes.forEach(this::line);
    }

    void heading(String title, String text) {
        number++;
        line("");
        line("## " + number + ". " + title);
        line("");
        if (!text.isEmpty()) {
            line(text);
            line("");
        }
        lastSign = System.nanoTime();
    }

    void command(String command) {
        line("    $ " + shown(command));
    }

    /** Prints what a command has shown, and returns what of it was printed. */
    List<String> output(Output output) {
        List<String> all = (output.out() + output.err()).lines().toList();
        List<String> lines = new ArrayList<>(
                all.stream().limit(MOST_LINES).map(Narrator::shown).toList());
        if (all.size() > MOST_LINES) {
            lines.add("… " + (all.size() - MOST_LINES) + " lines more");
        }
        lines.forEach(this::note);
        return lines;
    }

    List<String> compared(Verdicts.Compared with) {
        List<String> lines = new ArrayList<>(List.of("$ " + shown(with.command())));
        command(with.command());
        lines.addAll(output(with.output()));
        return lines;
    }

    /** For the end of a run that was to end here. */
    void stopped(int number, Step step) {
        line("");
        line("stopped before step " + number + ", \"" + step.title() + "\": everything is left as it is");
    }

    /** For steps that run for many files: not more often than a person reads. */
    void progress(int done, int all) {
        if (System.nanoTime() - lastSign > BETWEEN_SIGNS.toNanos()) {
            lastSign = System.nanoTime();
            line("    … " + done + " of " + all);
        }
    }

    void note(String text) {
        line("    " + text);
    }

    void verdict(StepOutcome outcome, Duration took, String amount) {
        if (outcome instanceof StepOutcome.Passed) {
            line("✓ " + amount + seconds(took));
        } else if (outcome instanceof StepOutcome.Skipped skipped) {
            line("– skipped: " + skipped.reason());
        } else if (outcome instanceof StepOutcome.Failed failed) {
            line("✗ " + amount + seconds(took));
            line("  found:    " + shown(failed.found()));
            line("  expected: " + shown(failed.expected()));
        }
    }

    void end(PlaybookResult result, Duration took) {
        long failed = count(result, StepOutcome.Failed.class);
        long skipped = count(result, StepOutcome.Skipped.class);
        line("");
        line((result.passed() ? "✓ " : "✗ ") + "playbook " + result.playbook() + ": "
                + count(result, StepOutcome.Passed.class) + " steps passed, " + failed + " failed, " + skipped
                + " skipped, in " + seconds(took));
    }

    void line(String text) {
        console.append(text).append('\n');
        console.flush();
    }

    private static long count(PlaybookResult result, Class<? extends StepOutcome> kind) {
        return result.steps().stream()
                .filter(step -> kind.isInstance(step.outcome()))
                .count();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1000.0);
    }

    /** Output may be binary, and may address the terminal. */
    private static String shown(String text) {
        String visible = text.replaceAll("[\\p{Cc}&&[^\\t\\n]]", "·");
        return visible.length() > LONGEST_LINE ? visible.substring(0, LONGEST_LINE) + "…" : visible;
    }
}

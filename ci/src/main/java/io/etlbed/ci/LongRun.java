package io.etlbed.ci;

import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Options and the outcome of commands that look for what is wrong as long as they are told to. */
final class LongRun {

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "1",
            description = "How long (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is chosen at random (default: ${DEFAULT-VALUE}).")
    private long seed;

    LongRun() {}

    Duration length(Wrong wrong) {
        wrong.ifNone("--minutes", minutes);
        return Duration.ofMinutes(minutes);
    }

    long seed() {
        return seed;
    }

    /** Says how many things were wrong; the exit code. */
    static int verdict(Console console, List<String> wrongs) {
        console.out()
                .println(
                        wrongs.isEmpty()
                                ? "nothing was wrong"
                                : Amount.of(wrongs.size(), "thing was wrong", "things were wrong"));
        return wrongs.isEmpty() ? 0 : 1;
    }
}

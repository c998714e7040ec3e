package io.etlbed.ci;

import io.etlbed.ci.soak.Soak;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soak}: everything at once, for long. */
@Command(
        name = "soak",
        description = {
            "Transform by all mechanisms at once while other ETLs come and go and a pod is killed every three seconds.",
            "Ends with 1 if a byte was wrong, an error was one that may not be, or something grew."
        })
final class SoakCommand implements Callable<Integer> {

    private final Console console;

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

    @Mixin
    private PodOptions pods = new PodOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SoakCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        new Wrong(spec).ifNone("--minutes", minutes);
        Soak soak = new Soak(Duration.ofMinutes(minutes), seed, pods.isolation(), console.err());
        List<String> wrongs = soak.run(RunFolder.fresh("soak-"), console.out());
        console.out().println(wrongs.isEmpty() ? "nothing was wrong" : wrongs.size() + " things were wrong");
        return wrongs.isEmpty() ? 0 : 1;
    }
}

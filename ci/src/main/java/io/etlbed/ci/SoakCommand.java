package io.etlbed.ci;

import io.etlbed.ci.soak.Soak;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    private LongRun run = new LongRun();

    @Mixin
    private PodOptions pods = new PodOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SoakCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Soak soak = new Soak(run.length(new Wrong(spec)), run.seed(), pods.isolation(), console.err());
        return LongRun.verdict(console, soak.run(RunFolder.fresh("soak-"), console.out()));
    }
}

package io.etlbed.ci;

import io.etlbed.cluster.cli.Ais;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ais}, so that it stands in the list of commands. The process's own calls come past picocli. */
@Command(
        name = "ais",
        description = "AIStore's command line against the cluster that AIS_ENDPOINT names.",
        mixinStandardHelpOptions = false)
final class AisCommand implements Callable<Integer> {

    private final Console console;

    @Unmatched
    private List<String> arguments = List.of();

    AisCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return Ais.run(arguments, System.in, console.out(), console.err(), System.getenv());
    }
}

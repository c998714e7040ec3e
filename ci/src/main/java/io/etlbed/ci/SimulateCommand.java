package io.etlbed.ci;

import io.etlbed.ci.simulate.Simulation;
import io.etlbed.ci.simulate.SimulationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: clusters of many targets. */
@Command(
        name = "simulate",
        description = {
            "Measure how init, a target more, inline transforms and those of a bucket grow with the number of targets.",
            "All targets are in one JVM, and their containers are Java code; what they would do on machines of their",
            "own is told by a model, which is stated. Prints tables in Markdown, and writes a page with plots."
        })
final class SimulateCommand implements Callable<Integer> {

    private static final int WARM_UPS = 3;

    private final Console console;

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "N",
            defaultValue = "3,10,30,100",
            description = "How many targets the clusters have, one after the other (default: ${DEFAULT-VALUE}).")
    private List<Integer> targets = new ArrayList<>();

    @Option(
            names = "--objects",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Objects of 4 KiB in the bucket that is transformed (default: ${DEFAULT-VALUE}).")
    private int objects;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How long each load of inline transforms lasts (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--report", paramLabel = "DIR", description = "Where the page goes (default: .etlbed/simulate).")
    private Optional<Path> report = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Wrong wrong = new Wrong(spec);
        targets.forEach(count -> wrong.ifNone("--targets", count));
        wrong.ifNone("--objects", objects);
        wrong.ifNone("--seconds", seconds);
        Simulation simulation = new Simulation(
                RunFolder.fresh("simulate"), objects, Duration.ofSeconds(seconds), WARM_UPS, console.err());
        SimulationReport found = simulation.run(targets);
        console.out().print(found.markdown());
        Path page = found.write(report.orElseGet(() -> RunFolder.state().resolve("simulate")));
        console.err().println("page: " + page);
        return 0;
    }
}

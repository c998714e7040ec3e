package io.etlbed.ci;

import io.etlbed.ci.bench.Bench;
import io.etlbed.ci.bench.BenchOptions;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}: the figures of docs/performance.md, measured here. */
@Command(
        name = "bench",
        description = {
            "Measure start-up, the data plane, the life cycle of ETLs, transforms, the playbooks and a large embedded",
            "Kubernetes; print Markdown tables.",
            "The data plane is measured beside nginx serving the same files; load comes from wrk; both must be installed."
        })
final class BenchCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WHAT",
            description = "startup, data, life, pods, transforms, playbooks, kubernetes; all unless told.")
    private Set<String> only = new TreeSet<>();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Counted rounds of each measurement, after one that warms up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "4",
            description = "How long each load of the data plane lasts (default: ${DEFAULT-VALUE}).")
    private int seconds;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        BenchOptions options = new BenchOptions(only, rounds, seconds, RunFolder.fresh("bench"));
        console.out().print(Bench.run(options, console.err()));
        return 0;
    }
}

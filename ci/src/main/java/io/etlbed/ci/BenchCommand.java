package io.etlbed.ci;

import io.etlbed.ci.bench.Bench;
import io.etlbed.ci.bench.BenchOptions;
import io.etlbed.simulator.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}: the figures of docs/performance.md, measured here. */
@Command(
        name = "bench",
        description = {
            "Measure start-up, the data plane, the life cycle of ETLs, transforms, jobs, the playbooks and a large embedded",
            "Kubernetes; print Markdown tables. 'million' is a bucket of very many objects, and takes many minutes.",
            "The data plane is measured beside nginx serving the same files; load comes from wrk; both must be installed."
        })
final class BenchCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WHAT",
            description =
                    "startup, data, life, junit, pods, transforms, jobs, playbooks, kubernetes, all unless told; million.")
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

    @Option(
            names = "--objects",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Objects of the bucket of 'million' (default: ${DEFAULT-VALUE}).")
    private int objects;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = {
                "Where the files of the measurements go, a folder that is not there yet, and goes afterwards.",
                "One in memory (/dev/shm/NAME) keeps a slow disk out of the figures. A temporary one unless told."
            })
    private Optional<Path> folder = Optional.empty();

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (folder.isEmpty()) {
            return measure(RunFolder.fresh("bench"));
        }
        Path given = Files.createDirectory(folder.get().toAbsolutePath());
        try {
            return measure(given);
        } finally {
            FileTree.remove(given);
        }
    }

    private int measure(Path work) throws IOException, InterruptedException {
        console.out().print(Bench.run(new BenchOptions(only, rounds, seconds, objects, work), console.err()));
        return 0;
    }
}

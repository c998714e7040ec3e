package io.etlbed.ci;

import io.etlbed.ci.bench.Bench;
import io.etlbed.ci.bench.BenchOptions;
import io.etlbed.ci.bench.MixBench;
import io.etlbed.ci.load.Load;
import io.etlbed.ci.load.LoadReport;
import io.etlbed.ci.load.LoadResult;
import io.etlbed.ci.load.LoadSettings;
import io.etlbed.simulator.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench}: the figures of docs/performance.md, measured here. */
@Command(
        name = "bench",
        description = {
            "Measure start-up, the data plane, the life cycle of ETLs, transforms, jobs, the playbooks and a large embedded",
            "Kubernetes; print Markdown tables. 'million' is a bucket of very many objects, 'training' the one of the PyTorch playbook,",
            "with torch; they take many minutes.",
            "The data plane is measured beside nginx serving the same files; load comes from wrk; both must be installed.",
            "'mixes' are those of AIStore's load generator; with --endpoint they load any AIStore. Ends with 1 where a call failed",
            "or a byte was wrong."
        })
final class BenchCommand implements Callable<Integer> {

    private static final String MIXES = "mixes";

    private final Console console;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WHAT",
            description =
                    "startup, data, lists, mixes, life, junit, pods, transforms, jobs, playbooks, kubernetes, all unless told; training, million.")
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
            description = "How long each load of the data plane, and each mix, lasts (default: ${DEFAULT-VALUE}).")
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

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Wrong wrong = new Wrong(spec);
        LoadSettings settings = load.settings(wrong, seconds);
        boolean mixesAlone = only.equals(Set.of(MIXES));
        if (load.endpoint().isPresent()) {
            if (!only.isEmpty() && !mixesAlone) {
                throw wrong.because("--endpoint is for the mixes alone: leave --only out");
            }
            return told(Load.of(load.plan(settings), console.err()).run());
        }
        if (load.json().isPresent() && !mixesAlone) {
            throw wrong.because("--json is for the mixes: --only mixes, or --endpoint");
        }
        if (folder.isEmpty()) {
            return measure(RunFolder.fresh("bench"), settings, mixesAlone);
        }
        Path given = folder.get().toAbsolutePath();
        if (Files.exists(given)) {
            throw wrong.because(
                    "--folder=" + given + ": it is there already, and all of it would be removed in the end");
        }
        Files.createDirectories(given);
        try {
            return measure(given, settings, mixesAlone);
        } finally {
            FileTree.remove(given);
        }
    }

    private int measure(Path work, LoadSettings settings, boolean mixesAlone) throws IOException, InterruptedException {
        if (mixesAlone) {
            return told(new MixBench(settings, console.err()).load(work));
        }
        BenchOptions options = new BenchOptions(only, rounds, seconds, objects, settings, work);
        console.out().print(Bench.run(options, console.err()));
        return 0;
    }

    private int told(LoadResult result) throws IOException {
        console.out().print(LoadReport.text(result));
        if (load.json().isPresent()) {
            Files.writeString(load.json().get(), LoadReport.json(result));
        }
        return result.errors() == 0 ? 0 : 1;
    }
}

package io.etlbed.ci;

import io.etlbed.ci.history.History;
import io.etlbed.ci.history.HistoryPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code history}: whether what was acknowledged can be relied upon. */
@Command(
        name = "history",
        description = {
            "Put, get, transform and delete objects by clients at the same time, while targets are killed with -9 and",
            "return, join, leave and pause, and proxies come and go; then check the recorded history: no acknowledged object lost, no older",
            "version read than an acknowledged one, no wrong byte. Ends with 1 if there is no order of the operations",
            "that explains every answer, and shows those of the object."
        })
final class HistoryCommand implements Callable<Integer> {

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final int MOST_CLIENTS = 32;

    private final Console console;

    @Mixin
    private LongRun run = new LongRun();

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "3",
            description = "Storage nodes, each a process (default: ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--proxies",
            paramLabel = "N",
            defaultValue = "3",
            description = "Gateways; with one alone none is stopped (default: ${DEFAULT-VALUE}).")
    private int proxies;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "6",
            description = "At the same time, 1 to 32 (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--durable", description = "Force to the disk whatever is acknowledged.")
    private boolean durable;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where the history is written, a JSON object a line (default: .etlbed/history.jsonl).")
    private Path file = RunFolder.state().resolve("history.jsonl");

    @Option(names = "--check", paramLabel = "FILE", description = "Only check the history that is in this file.")
    private Optional<Path> recorded = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HistoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return LongRun.verdict(console, recorded.isPresent() ? History.check(recorded.get(), console.out()) : record());
    }

    private List<String> record() throws IOException, InterruptedException {
        Wrong wrong = new Wrong(spec);
        Duration length = run.length(wrong);
        wrong.ifNone("--targets", targets);
        wrong.ifNone("--proxies", proxies);
        wrong.ifNone("--clients", clients);
        if (clients > MOST_CLIENTS) {
            throw wrong.because("--clients is at most " + MOST_CLIENTS + ", not " + clients);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        HistoryPlan plan = new HistoryPlan(length, ROUND, run.seed(), proxies, targets, clients, durable);
        List<String> violations =
                new History(plan, file, console.err()).run(RunFolder.fresh("history-"), console.out());
        console.out().println("the history is in " + file);
        return violations;
    }
}

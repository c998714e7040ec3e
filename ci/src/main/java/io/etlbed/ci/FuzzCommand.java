package io.etlbed.ci;

import io.etlbed.conformance.campaign.FuzzFolder;
import io.etlbed.conformance.campaign.FuzzPlace;
import io.etlbed.conformance.campaign.FuzzRun;
import io.etlbed.conformance.fuzz.Finding;
import io.etlbed.conformance.fuzz.FuzzOptions;
import io.etlbed.conformance.fuzz.FuzzReport;
import io.etlbed.conformance.fuzz.FuzzTarget;
import io.etlbed.conformance.report.Style;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code fuzz}: what breaks an implementation. */
@Command(
        name = "fuzz",
        description = {
            "Make up specifications, names, messages or requests of which it is known what is to come of them, and look",
            "for those that are answered otherwise; on a cluster of its own where no endpoint is given. What is found is",
            "made as plain as it can be and kept, with a JUnit test, and tried first the next time.",
            "Exit code: 0 nothing was found, 1 something was."
        })
final class FuzzCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            defaultValue = "spec",
            converter = ToTarget.class,
            description =
                    "spec, name, code (init messages), http (any request), kubernetes (its API), or lint (specs by the"
                            + " validator alone) (default: ${DEFAULT-VALUE}).")
    private FuzzTarget target = FuzzTarget.SPEC;

    @Option(names = "--endpoint", paramLabel = "URL", description = "A gateway of a running cluster.")
    private Optional<URI> endpoint = Optional.empty();

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The Kubernetes below the endpoint; or the one to fuzz.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Mixin
    private LongRun run = new LongRun();

    @Option(names = "--examples", paramLabel = "N", description = "At most so many cases, whatever time is left.")
    private Optional<Long> examples = Optional.empty();

    @Option(
            names = "--findings",
            paramLabel = "N",
            defaultValue = "25",
            description = "End after so many (default: ${DEFAULT-VALUE}).")
    private int findings;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where findings are kept, and taken from to be tried first (default: .etlbed/fuzz).")
    private Path folder = RunFolder.state().resolve("fuzz");

    @Option(names = "--counts", description = "Print how often each kind of cases was tried.")
    private boolean counts;

    @Option(names = "--replay", paramLabel = "FILE", description = "Only try the case in this file again.")
    private Optional<Path> replay = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    FuzzCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Wrong wrong = new Wrong(spec);
        Duration length = run.length(wrong);
        examples.ifPresent(count -> wrong.ifNone("--examples", (int) Math.min(count, Integer.MAX_VALUE)));
        wrong.ifNone("--findings", findings);
        boolean gateway = target != FuzzTarget.LINT && target != FuzzTarget.KUBERNETES;
        if (endpoint.isPresent() && !gateway) {
            throw wrong.because("--endpoint is not for --target " + target.word());
        }
        if (kubeconfig.isPresent() && endpoint.isEmpty() && target != FuzzTarget.KUBERNETES && replay.isEmpty()) {
            throw wrong.because("--kubeconfig needs --endpoint, or --target " + FuzzTarget.KUBERNETES.word());
        }
        FuzzPlace place = new FuzzPlace(endpoint, kubeconfig, RunFolder.fresh("fuzz-"));
        if (replay.isPresent()) {
            if (!Files.isRegularFile(replay.get())) {
                throw wrong.because("there is no file '" + replay.get() + "'");
            }
            List<String> problems = FuzzRun.replay(Files.readString(replay.get()), place);
            problems.forEach(console.out()::println);
            return LongRun.verdict(console, problems);
        }
        FuzzFolder kept = new FuzzFolder(folder);
        FuzzOptions options =
                new FuzzOptions(target, length, examples.orElse(Long.MAX_VALUE), findings, run.seed(), kept.corpus());
        FuzzProgress progress = new FuzzProgress(console.err(), Style.isTerminal(), length);
        FuzzReport report = FuzzRun.run(options, place, progress);
        progress.ended();
        print(report, kept);
        return LongRun.verdict(
                console, report.findings().stream().map(Finding::id).toList());
    }

    private void print(FuzzReport report, FuzzFolder kept) {
        for (Finding finding : report.findings()) {
            console.out()
                    .println(finding.kind() + ", made plainer " + Amount.of(finding.shrunk(), "time", "times") + ":");
            finding.problems().forEach(problem -> console.out().println("    " + problem));
            kept.keep(finding, report.seed()).forEach(file -> console.out().println("    " + file));
        }
        if (counts) {
            report.tried().forEach((kind, count) -> console.out().printf("%8d  %s%n", count, kind));
            if (!report.impossible().isEmpty()) {
                console.out().println("no specification breaks both: " + String.join(", ", report.impossible()));
            }
        }
        double seconds = Math.max(0.001, report.time().toMillis() / 1000.0);
        console.out()
                .printf(
                        "%d cases of %s by seed %d in %.1f s (%.0f a second)%n",
                        report.cases(), report.target().word(), report.seed(), seconds, report.cases() / seconds);
        if (report.fewest(false) > 0) {
            console.out()
                    .printf(
                            "each rule at least %d times, each pair of rules at least %d times%n",
                            report.fewest(false), report.fewest(true));
        }
    }

    /** By its word. */
    static final class ToTarget implements ITypeConverter<FuzzTarget> {

        @Override
        public FuzzTarget convert(String word) {
            return FuzzTarget.of(word)
                    .orElseThrow(() ->
                            new TypeConversionException("no target '" + word + "'; there are " + FuzzTarget.words()));
        }
    }
}

package io.etlbed.ci;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.baseline.Baseline;
import io.etlbed.conformance.baseline.BaselineFile;
import io.etlbed.conformance.profile.Size;
import io.etlbed.conformance.report.ConformanceReport;
import io.etlbed.conformance.report.Style;
import io.etlbed.conformance.run.ConformanceOptions;
import io.etlbed.conformance.run.ConformanceRun;
import io.etlbed.conformance.run.ConsoleProgress;
import io.etlbed.conformance.run.RunListener;
import io.etlbed.simulator.KubernetesClusters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code conformance run}. */
@Command(
        name = "run",
        description = {
            "Run the checks; on a cluster of its own where no endpoint is given.",
            "Exit code: 0 every MUST that was asked for passed, 1 one failed,",
            "3 none failed, but one was skipped or has no check yet.",
            "With --baseline: 1 for each change against it."
        })
final class ConformanceRunCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--endpoint", paramLabel = "URL", description = "A gateway of a running cluster.")
    private Optional<URI> endpoint = Optional.empty();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "The authority of the endpoint's certificates, in PEM, for an https:// endpoint.")
    private Optional<Path> authority = Optional.empty();

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = {
                "The Kubernetes below the endpoint; or the one to use, for the provider kubeconfig.",
                "Without it checks that look into Kubernetes are skipped on a given endpoint."
            })
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            defaultValue = KubernetesClusters.EMBEDDED,
            description = "Kubernetes of a cluster that is started: embedded, k3s or kubeconfig"
                    + " (default: ${DEFAULT-VALUE}).")
    private String provider = KubernetesClusters.EMBEDDED;

    @Mixin
    private NodeImages images = new NodeImages();

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "3",
            description = "Targets of a cluster that is started (default: ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--inproc",
            description =
                    "Containers of a cluster that is started are Java code: no processes, and no Python; what needs"
                            + " it is skipped.")
    private boolean inproc;

    @Option(
            names = "--target-processes",
            description = "Targets of a cluster that is started are processes of their own.")
    private boolean targetProcesses;

    @Option(
            names = "--exact-runtimes",
            description = "A cluster that is started refuses init code where the minor version of Python that its"
                    + " runtime names is not installed.")
    private boolean exactRuntimes;

    @Option(
            names = "--only",
            paramLabel = "ID,…",
            split = ",",
            description = "What is judged, such as SPEC-01..14,NAME; all unless given.")
    private List<String> only = List.of();

    @Option(names = "--skip", paramLabel = "ID,…", split = ",", description = "What of that is not.")
    private List<String> skip = List.of();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "document",
            description = {
                "What is expected where clusters may differ: document, aistore-3.11, or a file",
                "(default: ${DEFAULT-VALUE})."
            })
    private String profile = "document";

    @Option(
            names = "--probe-image",
            paramLabel = "IMAGE",
            description = "Image of the probe transformer, as the given cluster knows it.")
    private Optional<String> probeImage = Optional.empty();

    @Option(
            names = "--ais",
            paramLabel = "PROGRAM",
            description = "The command line that is judged with the cluster (default: the ais of this build).")
    private Optional<Path> ais = Optional.empty();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Known failures: the run fails on a change, a new failure or one that is gone.")
    private Optional<Path> baseline = Optional.empty();

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Writes the failures of this run as a baseline; then they do not fail it.")
    private Optional<Path> writeBaseline = Optional.empty();

    @Option(names = "--strict", description = "Each failure fails the run: known ones, and those of what is no MUST.")
    private boolean strict;

    @Option(
            names = "--destructive",
            description = "Checks may kill containers, and stop targets, of a cluster that is given.")
    private boolean destructive;

    @Option(
            names = "--large",
            paramLabel = "SIZE",
            description = "Size of the object that is to stream through containers, such as 4GiB"
                    + " (default: the profile's, 64MiB).")
    private Optional<String> large = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where the reports go: HTML, JSON, JUnit XML, text, a badge (default: .etlbed/conformance).")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the data that checks make up: the same seed, the same data.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "6",
            description = "Checks that run at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Mixin
    private PodOptions pods = new PodOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConformanceRunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        Path place =
                report.orElseGet(() -> RunFolder.state().resolve("conformance")).toAbsolutePath();
        ConformanceRun run = new ConformanceRun(options(), progress());
        examine(run, new Wrong(spec));
        ConformanceReport result = run.run();
        if (writeBaseline.isPresent()) {
            Baseline written = result.baseline();
            BaselineFile.write(writeBaseline.get(), written);
            result = result.against(written);
        }
        result.print(console.out(), Style.ofTerminal());
        result.write(place);
        console.err().println("reports: " + place.resolve("conformance.html"));
        writeBaseline.ifPresent(file -> console.err().println("baseline: " + file));
        return result.exitCode();
    }

    private void examine(ConformanceRun run, Wrong wrong) {
        String kubernetes = provider.toLowerCase(Locale.ROOT);
        wrong.ifNone("--targets", targets);
        wrong.ifNone("--parallel", parallel);
        if (large.isPresent() && Size.parse(large.get()).isEmpty()) {
            throw wrong.because("--large is " + Size.EXPECTED + ", not '" + large.get() + "'");
        }
        if (strict && writeBaseline.isPresent()) {
            throw wrong.because("--write-baseline makes failures known, and --strict counts them all the same");
        }
        wrong.ifNoProvider(kubernetes);
        images.examine(wrong, kubernetes);
        if (inproc && !kubernetes.equals(KubernetesClusters.EMBEDDED)) {
            throw wrong.because("--inproc needs --provider " + KubernetesClusters.EMBEDDED);
        }
        pods.refuseIf(endpoint.isPresent(), wrong, "are for a cluster that is started, not for --endpoint");
        pods.refuseIf(
                inproc || !kubernetes.equals(KubernetesClusters.EMBEDDED),
                wrong,
                "need --provider " + KubernetesClusters.EMBEDDED + ", and pods that are processes");
        if (endpoint.isPresent() && (inproc || targetProcesses || exactRuntimes)) {
            throw wrong.because("--inproc, --target-processes and --exact-runtimes are for a cluster that is started,"
                    + " not for --endpoint");
        }
        if (authority.isPresent()
                && endpoint.filter(url -> "https".equals(url.getScheme())).isEmpty()) {
            throw wrong.because("--ca needs --endpoint https://…");
        }
        if (kubeconfig.isPresent() && endpoint.isEmpty() && !kubernetes.equals("kubeconfig")) {
            throw wrong.because("--kubeconfig needs --provider kubeconfig, or --endpoint");
        }
        try {
            run.examineOptions();
        } catch (ConformanceException e) {
            throw wrong.because(e.getMessage());
        }
    }

    private RunListener progress() {
        return new ConsoleProgress(
                console.err(), Style.isTerminal(), Style.ofTerminal().width());
    }

    private ConformanceOptions options() {
        ConformanceOptions plain = ConformanceOptions.in(RunFolder.fresh("conformance-"))
                .withProvider(provider.toLowerCase(Locale.ROOT))
                .withTargets(targets)
                .withImages(images.images())
                .withInproc(inproc)
                .withTargetProcesses(targetProcesses)
                .withExactRuntimes(exactRuntimes)
                .withIsolation(pods.isolation())
                .withOnly(String.join(",", only))
                .withSkip(String.join(",", skip))
                .withProfile(profile)
                .withStrict(strict)
                .withDestructive(destructive)
                .withParallel(parallel);
        ConformanceOptions sized =
                large.flatMap(Size::parse).map(plain::withLargeObject).orElse(plain);
        ConformanceOptions compared = baseline.map(sized::withBaseline).orElse(sized);
        ConformanceOptions seeded = seed.map(compared::withSeed).orElse(compared);
        ConformanceOptions probed = probeImage.map(seeded::withProbeImage).orElse(seeded);
        ConformanceOptions typed = ais.map(probed::withAis).orElse(probed);
        ConformanceOptions aimed = endpoint.map(typed::withEndpoint).orElse(typed);
        ConformanceOptions trusting = authority.map(aimed::withAuthority).orElse(aimed);
        return kubeconfig.map(trusting::withKubeconfig).orElse(trusting);
    }
}

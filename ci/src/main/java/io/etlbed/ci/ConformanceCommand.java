package io.etlbed.ci;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.report.ConformanceReport;
import io.etlbed.conformance.report.Style;
import io.etlbed.conformance.run.ConformanceOptions;
import io.etlbed.conformance.run.ConformanceRun;
import io.etlbed.conformance.run.ConsoleProgress;
import io.etlbed.conformance.run.RunListener;
import io.etlbed.conformance.suite.Checks;
import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.KubernetesClusters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code conformance}: the suite against any endpoint. */
@Command(
        name = "conformance",
        description = "Judge a cluster by the requirements of the documents.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConformanceCommand.Run.class, ConformanceCommand.Requirements.class})
final class ConformanceCommand extends Group {

    /** {@code conformance list}. */
    @Command(name = "list", description = "Print the requirements, and which checks prove them.")
    static final class Requirements implements Callable<Integer> {

        private final Console console;

        Requirements(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Map<String, String> checks = new TreeMap<>();
            for (Check check : Checks.all()) {
                check.proves().forEach(id -> checks.merge(id, check.name(), (one, other) -> one + ", " + other));
            }
            for (Requirement each : Catalogue.load().requirements()) {
                console.out().printf("%-9s %-6s %s%n", each.id(), each.level(), each.rule());
                console.out().printf("%17s%s%n", "", checks.getOrDefault(each.id(), "(no check yet)"));
            }
            return 0;
        }
    }

    /** {@code conformance run}. */
    @Command(
            name = "run",
            description = {
                "Run the checks; on a cluster of its own where no endpoint is given.",
                "Exit code: 0 every MUST that was asked for passed, 1 one failed,",
                "3 none failed, but one was skipped or has no check yet."
            })
    static final class Run implements Callable<Integer> {

        private final Console console;

        @Option(names = "--endpoint", paramLabel = "URL", description = "A gateway of a running cluster.")
        private Optional<URI> endpoint = Optional.empty();

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

        @Option(
                names = "--image",
                paramLabel = "IMAGE",
                description = {
                    "With --provider k3s, an image for its nodes: a name that the Docker engine knows,",
                    "a .tar, or NAME=FOLDER with a Dockerfile. May be given several times."
                })
        private List<String> images = List.of();

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
                description = "What is expected where clusters may differ (default: ${DEFAULT-VALUE}).")
        private String profile = "document";

        @Option(
                names = "--probe-image",
                paramLabel = "IMAGE",
                description = "Image of the probe transformer, as the given cluster knows it.")
        private Optional<String> probeImage = Optional.empty();

        @Option(
                names = "--large-object",
                paramLabel = "MIB",
                description = "Size of the object that is to stream through containers (default: the profile's, 256).")
        private Optional<Integer> largeObject = Optional.empty();

        @Option(
                names = "--report",
                paramLabel = "DIR",
                description = "Where the reports go: text, JSON, JUnit XML (default: .etlbed/conformance).")
        private Optional<Path> report = Optional.empty();

        @Option(
                names = "--seed",
                paramLabel = "N",
                description = "Of the data that checks make up: the same seed, the same data.")
        private Optional<Long> seed = Optional.empty();

        @Option(
                names = "--parallel",
                paramLabel = "N",
                defaultValue = "4",
                description = "Checks that run at once (default: ${DEFAULT-VALUE}).")
        private int parallel;

        @Mixin
        private PodOptions pods = new PodOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        Run(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws InterruptedException, IOException {
            Path place = report.orElseGet(() -> RunFolder.state().resolve("conformance"))
                    .toAbsolutePath();
            ConformanceRun run = new ConformanceRun(options(), progress());
            examine(run, new Wrong(spec));
            ConformanceReport result = run.run();
            result.print(console.out(), Style.ofTerminal());
            result.write(place);
            console.err().println("reports: " + place);
            return result.exitCode();
        }

        private void examine(ConformanceRun run, Wrong wrong) {
            String kubernetes = provider.toLowerCase(Locale.ROOT);
            wrong.ifNone("--targets", targets);
            largeObject.ifPresent(size -> wrong.ifNone("--large-object", size));
            wrong.ifNoProvider(kubernetes);
            if (!images.isEmpty() && !kubernetes.equals(KubernetesClusters.K3S)) {
                throw wrong.because("--image needs --provider " + KubernetesClusters.K3S);
            }
            if (inproc && !kubernetes.equals(KubernetesClusters.EMBEDDED)) {
                throw wrong.because("--inproc needs --provider " + KubernetesClusters.EMBEDDED);
            }
            pods.refuseIf(endpoint.isPresent(), wrong, "are for a cluster that is started, not for --endpoint");
            pods.refuseIf(
                    inproc || !kubernetes.equals(KubernetesClusters.EMBEDDED),
                    wrong,
                    "need --provider " + KubernetesClusters.EMBEDDED + ", and pods that are processes");
            if (endpoint.isPresent() && (inproc || targetProcesses || exactRuntimes)) {
                throw wrong.because(
                        "--inproc, --target-processes and --exact-runtimes are for a cluster that is started,"
                                + " not for --endpoint");
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
                    .withImages(images.stream().map(ContainerImage::of).toList())
                    .withInproc(inproc)
                    .withTargetProcesses(targetProcesses)
                    .withExactRuntimes(exactRuntimes)
                    .withIsolation(pods.isolation())
                    .withOnly(String.join(",", only))
                    .withSkip(String.join(",", skip))
                    .withProfile(profile)
                    .withParallel(parallel);
            ConformanceOptions sized = largeObject
                    .map(mebibytes -> plain.withLargeObject((long) mebibytes << 20))
                    .orElse(plain);
            ConformanceOptions seeded = seed.map(sized::withSeed).orElse(sized);
            ConformanceOptions probed = probeImage.map(seeded::withProbeImage).orElse(seeded);
            ConformanceOptions aimed = endpoint.map(probed::withEndpoint).orElse(probed);
            return kubeconfig.map(aimed::withKubeconfig).orElse(aimed);
        }
    }
}

package io.etlbed.ci;

import io.etlbed.junit.EtlCluster;
import io.etlbed.playbooks.PlaybookException;
import io.etlbed.playbooks.PlaybookOptions;
import io.etlbed.playbooks.PlaybookSummary;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.simulator.KubernetesClusters;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code playbook}: the documents' playbooks, step by step. */
@Command(
        name = "playbook",
        description = "Run the documents' playbooks.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PlaybookCommand.Run.class, PlaybookCommand.Lines.class})
final class PlaybookCommand extends Group {

    /** {@code playbook list}. */
    @Command(name = "list", description = "Print the playbooks that there are.")
    static final class Lines implements Callable<Integer> {

        private final Console console;

        Lines(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            for (PlaybookSummary each : Playbooks.list()) {
                console.out().printf("%-16s %s%n", each.name(), each.title());
            }
            return 0;
        }
    }

    /** {@code playbook run}. */
    @Command(
            name = "run",
            description = "Run one playbook and check every step; on a cluster of its own where no endpoint is given.")
    static final class Run implements Callable<Integer> {

        private final Console console;

        @Parameters(paramLabel = "NAME", description = "A playbook by its name, or the folder of one.")
        private String playbook = "";

        @Option(names = "--endpoint", paramLabel = "URL", description = "A gateway of a running cluster.")
        private Optional<URI> endpoint = Optional.empty();

        @Option(
                names = "--kubeconfig",
                paramLabel = "FILE",
                description = "Kubernetes of that cluster, for the steps with kubectl.")
        private Optional<Path> kubeconfig = Optional.empty();

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Your own files to run it on; else the playbook fetches its own.")
        private Optional<Path> data = Optional.empty();

        @Option(names = "--keep", description = "Leave buckets and ETLs as they are at the end.")
        private boolean keep;

        @Option(
                names = "--targets",
                paramLabel = "N",
                defaultValue = "3",
                description = "Targets of the cluster that is started (default: ${DEFAULT-VALUE}).")
        private int targets;

        @Option(
                names = "--provider",
                paramLabel = "NAME",
                defaultValue = KubernetesClusters.EMBEDDED,
                description = "Kubernetes of the cluster that is started: embedded or k3s (default: ${DEFAULT-VALUE}).")
        private String provider = KubernetesClusters.EMBEDDED;

        @Option(names = "--set", paramLabel = "NAME=VALUE", description = "In place of a value of the playbook.")
        private Map<String, String> variables = Map.of();

        @Option(
                names = "--work",
                paramLabel = "DIR",
                description = "Where the steps run; what they write stays there. A temporary folder unless given.")
        private Optional<Path> work = Optional.empty();

        @Mixin
        private PodOptions pods = new PodOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        Run(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws InterruptedException {
            Wrong wrong = new Wrong(spec);
            wrong.ifNone("--targets", targets);
            wrong.ifNoProvider(provider);
            pods.refuseIf(endpoint.isPresent(), wrong, "are for a cluster that is started, not for --endpoint");
            pods.refuseIf(
                    !provider.equals(KubernetesClusters.EMBEDDED),
                    wrong,
                    "need --provider " + KubernetesClusters.EMBEDDED);
            try {
                Playbooks.find(playbook);
            } catch (PlaybookException e) {
                throw wrong.because(e.getMessage());
            }
            if (endpoint.isPresent()) {
                return run(endpoint.get(), kubeconfig);
            }
            console.err().printf("starting a cluster with %s …%n", Amount.of(targets, "target", "targets"));
            try (EtlCluster cluster = EtlCluster.builder()
                    .provider(provider)
                    .targets(targets)
                    .isolation(pods.isolation())
                    .start()) {
                return run(cluster.url(), Optional.of(cluster.kubeconfig()));
            }
        }

        private int run(URI url, Optional<Path> kubernetes) throws InterruptedException {
            Path folder = work.orElseGet(() -> RunFolder.fresh("playbook-"));
            PlaybookOptions options = new PlaybookOptions(playbook, url, data, keep, folder, kubernetes, variables);
            return Playbooks.run(options, console.out()).exitCode();
        }
    }
}

package io.etlbed.ci;

import io.etlbed.junit.EtlCluster;
import io.etlbed.playbooks.PlaybookException;
import io.etlbed.playbooks.PlaybookOptions;
import io.etlbed.playbooks.PlaybookReport;
import io.etlbed.playbooks.PlaybookResult;
import io.etlbed.playbooks.PlaybookSummary;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.simulator.KubernetesClusters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code playbook run}. */
@Command(
        name = "run",
        description = "Run playbooks and check every step; on a cluster of their own where no endpoint is given.")
final class PlaybookRunCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final String KUBECONFIG = "kubeconfig";

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "Playbooks by their names or folders, with NAME:VARIANT a variant of one; all for all there"
                    + " are.")
    private List<String> given = List.of();

    @Option(names = "--endpoint", paramLabel = "URL", description = "A gateway of a running cluster.")
    private Optional<URI> endpoint = Optional.empty();

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Kubernetes of that cluster, for the steps with kubectl; or the one to use, for the provider"
                    + " kubeconfig.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Your own files to run it on; else the playbook fetches its own.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--keep",
            description =
                    "Leave buckets and ETLs as they are at the end, and a cluster that was started until" + " Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--stop-before",
            paramLabel = "STEP",
            description = "End before a step, by its number or id, and keep everything as --keep does.")
    private Optional<String> stopBefore = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write what was run, with its pictures, as a page into this folder.")
    private Optional<Path> report = Optional.empty();

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
            description = "Kubernetes of the cluster that is started: embedded, k3s or kubeconfig (default:"
                    + " ${DEFAULT-VALUE}).")
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

    PlaybookRunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Wrong wrong = new Wrong(spec);
        wrong.ifNone("--targets", targets);
        wrong.ifNoProvider(provider);
        pods.refuseIf(endpoint.isPresent(), wrong, "are for a cluster that is started, not for --endpoint");
        pods.refuseIf(
                !provider.equals(KubernetesClusters.EMBEDDED), wrong, "need --provider " + KubernetesClusters.EMBEDDED);
        if (kubeconfig.isPresent() && endpoint.isEmpty() && !provider.equals(KUBECONFIG)) {
            throw wrong.because("--kubeconfig needs --endpoint, or --provider " + KUBECONFIG);
        }
        List<String> playbooks = playbooks(wrong);
        if (stopBefore.isPresent() && playbooks.size() > 1) {
            throw wrong.because("--stop-before is for one playbook, not for " + playbooks.size());
        }
        if (endpoint.isPresent()) {
            return run(playbooks, endpoint.get(), kubeconfig);
        }
        console.err().printf("starting a cluster with %s …%n", Amount.of(targets, "target", "targets"));
        EtlCluster.Builder builder =
                EtlCluster.builder().provider(provider).targets(targets).isolation(pods.isolation());
        kubeconfig.ifPresent(builder::kubeconfig);
        try (EtlCluster cluster = builder.start()) {
            int code = run(playbooks, cluster.url(), Optional.of(cluster.kubeconfig()));
            if (keep || stopBefore.isPresent()) {
                Welcome.print(console.out(), cluster);
                new CountDownLatch(1).await(); // Ctrl-C interrupts
            }
            return code;
        }
    }

    private List<String> playbooks(Wrong wrong) {
        List<String> all = new ArrayList<>();
        for (String each : given) {
            all.addAll(each.equals(ALL) ? everyOne() : List.of(each));
        }
        for (String each : all) {
            try {
                Playbooks.find(each);
            } catch (PlaybookException e) {
                throw wrong.because(e.getMessage());
            }
        }
        return all;
    }

    private static List<String> everyOne() {
        List<String> all = new ArrayList<>();
        for (PlaybookSummary each : Playbooks.list()) {
            all.add(each.name());
            each.variants().forEach(variant -> all.add(each.name() + ":" + variant));
        }
        return all;
    }

    private int run(List<String> playbooks, URI url, Optional<Path> kubernetes) throws InterruptedException {
        List<PlaybookResult> results = new ArrayList<>();
        int code = 0;
        for (String playbook : playbooks) {
            Path folder = work.map(top -> playbooks.size() == 1 ? top : top.resolve(folderName(playbook)))
                    .orElseGet(() -> RunFolder.fresh("playbook-"));
            PlaybookOptions options =
                    new PlaybookOptions(playbook, url, data, keep, folder, kubernetes, variables, stopBefore);
            try {
                results.add(Playbooks.run(options, console.out()));
            } catch (PlaybookException e) {
                if (playbooks.size() == 1) {
                    throw e;
                }
                // The others can be run all the same.
                console.err().println("playbook " + playbook + " cannot be run: " + e.getMessage());
                code = 1;
            }
        }
        report.ifPresent(folder -> write(folder, results));
        return results.stream().mapToInt(PlaybookResult::exitCode).reduce(code, Math::max);
    }

    private void write(Path folder, List<PlaybookResult> results) {
        try {
            console.err().println("report: " + PlaybookReport.write(folder, results));
        } catch (IOException e) {
            throw new UncheckedIOException("no report can be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String folderName(String playbook) {
        return playbook.replaceAll("[^A-Za-z0-9_-]+", "-");
    }
}

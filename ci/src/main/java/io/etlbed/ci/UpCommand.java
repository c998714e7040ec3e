package io.etlbed.ci;

import io.etlbed.conformance.probe.ProbeImage;
import io.etlbed.junit.EtlCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.SimulatorException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}: a cluster to play with, until Ctrl-C. */
@Command(
        name = "up",
        description = "Start a cluster, print how to reach it, and run until Ctrl-C, which removes all of it.")
final class UpCommand implements Callable<Integer> {

    private static final String KUBECONFIG = "kubeconfig";
    private static final String OTHER_PORT = "another port: --port N, any free one: --port 0";

    private final Console console;

    @Option(
            names = "--targets",
            paramLabel = "N",
            defaultValue = "3",
            description = "Targets, each on a Kubernetes node of its own (default: ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--proxies",
            paramLabel = "N",
            defaultValue = "1",
            description = "Gateways (default: ${DEFAULT-VALUE}).")
    private int proxies;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Port of the first proxy; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            defaultValue = KubernetesClusters.EMBEDDED,
            description = "Where the Kubernetes comes from: embedded, k3s or kubeconfig (default: ${DEFAULT-VALUE}).")
    private String provider = KubernetesClusters.EMBEDDED;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The Kubernetes to use, for the provider kubeconfig.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Mixin
    private NodeImages images = new NodeImages();

    @Option(
            names = "--target-processes",
            description = "Targets are processes of their own: slower to start, and yours to kill.")
    private boolean targetProcesses;

    @Option(
            names = "--durable",
            description = "Force to the disk whatever is acknowledged: slower writes, which outlast the machine.")
    private boolean durable;

    @Option(
            names = "--exact-runtimes",
            description = "Refuse init code where the minor version of Python that its runtime names is not installed,"
                    + " instead of taking the nearest higher one.")
    private boolean exactRuntimes;

    @Option(
            names = "--serve-through-proxy",
            description = "Proxies pass objects on, both ways, where they would redirect clients to targets.")
    private boolean serveThroughProxy;

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Mixin
    private PodOptions pods = new PodOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        examine(new Wrong(spec));
        console.err()
                .printf(
                        "starting Kubernetes with %s, %s, %s …%n",
                        Amount.of(targets, "node", "nodes"),
                        Amount.of(proxies, "proxy", "proxies"),
                        Amount.of(targets, "target", "targets"));
        EtlCluster.Builder builder = EtlCluster.builder()
                .provider(provider)
                .targets(targets)
                .proxies(proxies)
                .proxyPort(port)
                .containerImages(images.images())
                .exactRuntimes(exactRuntimes)
                .isolation(pods.isolation());
        if (targetProcesses) {
            builder.targetProcesses();
        }
        if (durable) {
            builder.durable();
        }
        if (serveThroughProxy) {
            builder.serveThroughProxy();
        }
        tls.tell(builder);
        kubeconfig.ifPresent(builder::kubeconfig);
        if (!provider.equals(KUBECONFIG)) {
            // So that a conformance run from another shell finds it.
            builder.images(List.of(ProbeImage.bundle(RunFolder.fresh("probe-"))));
        }
        long start = System.nanoTime();
        try (EtlCluster cluster = builder.start()) {
            console.err().printf("ready after %.1f s%n", (System.nanoTime() - start) / 1e9);
            Welcome.print(console.out(), cluster);
            new CountDownLatch(1).await(); // Ctrl-C interrupts
            return 0;
        } catch (SimulatorException e) {
            throw portTaken(e) ? new SimulatorException(e.getMessage() + " (" + OTHER_PORT + ")", e) : e;
        } finally {
            console.err().println("removed");
        }
    }

    private void examine(Wrong wrong) {
        wrong.ifNone("--targets", targets);
        wrong.ifNone("--proxies", proxies);
        wrong.ifNoPort("--port", port);
        wrong.ifNoProvider(provider);
        images.examine(wrong, provider);
        tls.examine(wrong);
        pods.refuseIf(
                !provider.equals(KubernetesClusters.EMBEDDED), wrong, "need --provider " + KubernetesClusters.EMBEDDED);
        if (kubeconfig.isPresent() && !provider.equals(KUBECONFIG)) {
            throw wrong.because("--kubeconfig needs --provider " + KUBECONFIG);
        }
    }

    private static boolean portTaken(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof BindException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}

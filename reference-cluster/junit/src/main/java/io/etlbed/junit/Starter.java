package io.etlbed.junit;

import io.etlbed.cluster.ReferenceCluster;
import io.etlbed.cluster.ReferenceClusterConfig;
import io.etlbed.cluster.TargetProcesses;
import io.etlbed.cluster.data.PodDialer;
import io.etlbed.cluster.etl.EtlSettings;
import io.etlbed.cluster.etl.EtlTarget;
import io.etlbed.cluster.etl.PodReach;
import io.etlbed.cluster.etl.workload.CodeRuntime;
import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.junit.faults.Interposer;
import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.HostAddress;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Kubernetes and the reference cluster on it. */
final class Starter {

    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);

    private final Settings settings;
    private final Teardown teardown = new Teardown();

    private Starter(Settings settings) {
        this.settings = settings;
    }

    static EtlCluster start(Settings settings) {
        Starter starter = new Starter(settings);
        try {
            return starter.start();
        } catch (IOException e) {
            throw starter.abandoned(new SimulatorException("the cluster cannot be started: " + e.getMessage(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw starter.abandoned(new SimulatorException("interrupted while the cluster was being started", e));
        } catch (RuntimeException e) {
            throw starter.abandoned(e);
        }
    }

    private RuntimeException abandoned(RuntimeException problem) {
        try {
            teardown.close();
        } catch (RuntimeException more) {
            problem.addSuppressed(more);
        }
        return problem;
    }

    private EtlCluster start() throws IOException, InterruptedException {
        Path folder = folder();
        teardown.add("folder", () -> FileTree.remove(folder));
        long start = System.nanoTime();
        KubernetesCluster kubernetes = KubernetesClusters.start(settings.provider(), below(folder));
        teardown.add("Kubernetes", kubernetes::close);
        LOG.debug("Kubernetes is ready after {} ms", (System.nanoTime() - start) / 1_000_000);
        Optional<Interposer> interposer =
                settings.faults() ? Optional.of(new Interposer(settings.proxyPort())) : Optional.empty();
        interposer.ifPresent(present -> teardown.add("relays", present::close));
        Optional<TlsFiles> tls = tls(kubernetes, folder.resolve("tls"));
        ReferenceCluster nodes = ReferenceCluster.start(on(kubernetes, folder.resolve("cluster"), interposer, tls));
        teardown.add("nodes", nodes::close);
        // No fault is to hinder the nodes at their end.
        interposer.ifPresent(present -> teardown.add("faults", present.faults()::reset));
        LOG.debug("{} is ready after {} ms", nodes.url(), (System.nanoTime() - start) / 1_000_000);
        return EtlCluster.of(new RunningCluster(
                kubernetes, nodes, interposer, tls.map(TlsFiles::trusted), teardown, folder.resolve("handles")));
    }

    private Optional<TlsFiles> tls(KubernetesCluster kubernetes, Path folder) throws IOException {
        if (!settings.tls() || settings.tlsFiles().isPresent()) {
            return settings.tlsFiles();
        }
        return Optional.of(
                NodeCertificates.write(folder, kubernetes.hostAddress().map(HostAddress::announced)));
    }

    private Path folder() throws IOException {
        if (settings.folder().isEmpty()) {
            return Files.createTempDirectory("etlbed-");
        }
        Path given = settings.folder().get();
        Files.createDirectories(given);
        if (!isEmpty(given)) {
            throw new SimulatorException(
                    given + " is not empty; a cluster removes its folder at the end, and so wants one" + " of its own");
        }
        return given;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private ClusterConfig below(Path folder) throws IOException {
        // Only a cluster of our own can be given images; one that was there before has its own.
        ClusterConfig config = ClusterConfig.in(folder.resolve("kubernetes"))
                .withNodes(settings.targets())
                .withIsolation(settings.isolation());
        if (settings.kubeconfig().isPresent()) {
            config = config.withKubeconfig(settings.kubeconfig().get());
        }
        List<Bundle> images = new ArrayList<>(settings.images());
        List<HandlerImage> handlers = new ArrayList<>();
        List<ContainerImage> real = new ArrayList<>(settings.containerImages());
        if (settings.inproc()) {
            config = config.withHandlersOnly();
            handlers.addAll(TransformerHandlers.images());
        } else if (settings.provider().equals(KubernetesClusters.EMBEDDED)) {
            images.addAll(TransformerImages.unpack(folder.resolve("images")));
            images.addAll(RuntimeImages.unpack(folder.resolve("images")));
            images.addAll(ClassImages.unpack(folder.resolve("images")));
        } else if (settings.provider().equals(KubernetesClusters.K3S)) {
            images.addAll(TransformerImages.unpack(folder.resolve("images")));
            // Ours have the node put a Python into them; AIStore's own are real ones.
            Stream.concat(Stream.of(CodeRuntime.values()).map(CodeRuntime::image), ClassImages.names().stream())
                    .map(image -> new ContainerImage.Local(image, false))
                    .forEach(real::add);
        }
        handlers.addAll(settings.handlers());
        return config.withImages(images).withHandlers(handlers).withContainerImages(real);
    }

    private ReferenceClusterConfig on(
            KubernetesCluster kubernetes, Path folder, Optional<Interposer> interposer, Optional<TlsFiles> tls)
            throws IOException {
        Optional<PodNetwork> network = kubernetes.podNetwork();
        PodDialer dialer = network.<PodDialer>map(pods -> pods::connect).orElse(PodDialer.routed());
        PodReach reach = network.isPresent() ? PodReach.POD_NETWORK : PodReach.NODE_PORT;
        List<Map<String, String>> environments = environments(kubernetes.nodes());
        ReferenceClusterConfig unencrypted = ReferenceClusterConfig.of(folder, settings.proxies(), settings.targets())
                .withDurable(settings.durable())
                .withServingThroughProxy(settings.serveThroughProxy())
                .withEtl(EtlSettings.document()
                        .withExactRuntimes(settings.exactRuntimes())
                        .withTargetsChange(settings.targetsChange())
                        .withLocalImages(settings.provider().equals(KubernetesClusters.K3S)));
        ReferenceClusterConfig plainly = tls.map(unencrypted::withTls).orElse(unencrypted);
        ReferenceClusterConfig config = kubernetes
                .hostAddress()
                .map(host -> plainly.withAddress(host.bind(), host.announced()))
                .orElse(plainly);
        if (settings.targetProcesses()) {
            return config.withFirstProxyPort(settings.proxyPort())
                    .withTargetProcesses(TargetProcesses.on(Optional.of(kubernetes.kubeconfig())), environments);
        }
        if (interposer.isEmpty()) {
            ReferenceClusterConfig plain = config.withFirstProxyPort(settings.proxyPort())
                    .withKubernetes(kubernetes.client(), environments, reach, dialer);
            return network.map(pods -> plain.withPodListener(pods::listen)).orElse(plain);
        }
        if (kubernetes.hostAddress().isPresent()) {
            throw new SimulatorException(
                    "faults are made by relays on this host's loopback, which pods of the provider "
                            + settings.provider() + " do not reach: use the provider " + KubernetesClusters.EMBEDDED);
        }
        Interposer between = interposer.get();
        ReferenceClusterConfig faulty = config.withAnnounced(between.nodes())
                .withKubernetes(
                        between.kubernetes(kubernetes.kubeconfig()),
                        environments,
                        reach,
                        between.pods(dialer, host -> podName(kubernetes.client(), host)));
        return network.map(pods -> faulty.withPodListener(between.inPods(pods::listen)))
                .orElse(faulty);
    }

    /** Of the pod with that address. */
    private static String podName(KubernetesClient client, String ip) {
        return client.pods().inNamespace(EtlTarget.NAMESPACE).withField("status.podIP", ip).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .findFirst()
                .orElse("");
    }

    /** Where there are fewer nodes than targets, they share. */
    static String nodeOf(int target, List<String> nodes) {
        return nodes.get(target % nodes.size());
    }

    /** A target finds its node by this variable (LIFE-03). */
    static Map<String, String> environment(String node) {
        return Map.of("K8S_NODE_NAME", node);
    }

    private List<Map<String, String>> environments(List<String> nodes) {
        return IntStream.range(0, settings.targets())
                .mapToObj(target -> environment(nodeOf(target, nodes)))
                .toList();
    }
}

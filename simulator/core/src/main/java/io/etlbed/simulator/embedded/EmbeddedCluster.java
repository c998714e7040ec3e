package io.etlbed.simulator.embedded;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.api.ApiServer;
import io.etlbed.simulator.embedded.api.ContainerUsage;
import io.etlbed.simulator.embedded.api.LogLines;
import io.etlbed.simulator.embedded.api.LogQuery;
import io.etlbed.simulator.embedded.inproc.InprocRuntime;
import io.etlbed.simulator.embedded.kubelet.ImageCatalog;
import io.etlbed.simulator.embedded.kubelet.Kubelet;
import io.etlbed.simulator.embedded.kubelet.KubeletSettings;
import io.etlbed.simulator.embedded.kubelet.NodePods;
import io.etlbed.simulator.embedded.network.NodePortForwarder;
import io.etlbed.simulator.embedded.runtime.HostTools;
import io.etlbed.simulator.embedded.runtime.PodRuntime;
import io.etlbed.simulator.embedded.runtime.PodRuntimes;
import io.etlbed.simulator.embedded.scheduler.Scheduler;
import io.etlbed.simulator.embedded.scheduler.TaintManager;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster in this JVM. */
final class EmbeddedCluster implements KubernetesCluster {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);

    private final Parts parts;
    private final Path kubeconfig;
    private final CompletableFuture<KubernetesClient> client;
    private final List<String> nodes;
    private final ImageCatalog images;
    private final boolean handlersOnly;
    private final PodNetwork network;

    private EmbeddedCluster(
            Parts parts,
            Path kubeconfig,
            CompletableFuture<KubernetesClient> client,
            List<String> nodes,
            ImageCatalog images,
            boolean handlersOnly,
            PodNetwork network) {
        this.parts = parts;
        this.kubeconfig = kubeconfig;
        this.client = client;
        this.nodes = nodes;
        this.images = images;
        this.handlersOnly = handlersOnly;
        this.network = network;
    }

    static EmbeddedCluster start(ClusterConfig config) {
        Parts parts = new Parts();
        try {
            return assemble(config, parts);
        } catch (IOException failure) {
            parts.close();
            throw new SimulatorException("the embedded cluster cannot start: " + failure.getMessage(), failure);
        } catch (CompletionException failure) {
            parts.close();
            throw failure.getCause() instanceof SimulatorException known ? known : failure;
        } catch (RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    private static EmbeddedCluster assemble(ClusterConfig config, Parts parts) throws IOException {
        Path folder = Files.createDirectories(config.folder().toAbsolutePath().normalize());
        parts.add(() -> removeIfEmpty(folder));
        // Each of these takes a while the first time, and none needs another.
        CompletableFuture<PodRuntime> starting = runtime(config, folder, parts);
        parts.add(() -> starting.handle(EmbeddedCluster::closeIfStarted).join());
        ImageCatalog images = new ImageCatalog();
        config.images().forEach(images::add);
        config.handlers().forEach(images::add);
        CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> findTools(config.images()));

        ObjectStore store = parts.add(new ObjectStore(Clock.systemUTC()));
        Map<String, Kubelet> kubelets = new ConcurrentHashMap<>();
        LatePodNetwork network = new LatePodNetwork(starting);
        NodePortForwarder ports = parts.add(new NodePortForwarder(network, new Backends(store)::of));
        ApiServer api = parts.add(ApiServer.start(
                store,
                (pod, name, query) -> logs(kubelets, pod, name, query),
                pod -> usage(kubelets, pod),
                new KubeletSessions(kubelets, network),
                ports));
        Path kubeconfig = folder.resolve("kubeconfig");
        api.writeKubeconfig(kubeconfig);
        CompletableFuture<KubernetesClient> client = CompletableFuture.supplyAsync(() -> client(kubeconfig));
        parts.add(() -> client.thenAccept(KubernetesClient::close).join());

        PodRuntime runtime = starting.join();
        List<String> nodes = IntStream.rangeClosed(1, config.nodes())
                .mapToObj(number -> "node-" + number)
                .toList();
        NodePods pods = parts.add(NodePods.start(store));
        for (int i = 0; i < nodes.size(); i++) {
            Kubelet kubelet = Kubelet.start(
                    nodes.get(i), i + 1, store, pods, api.tokens(), runtime, images, KubeletSettings.usual());
            kubelets.put(kubelet.name(), parts.add(kubelet));
        }
        parts.add(Scheduler.start(store));
        parts.add(TaintManager.start(store));
        LOG.info("embedded Kubernetes with {} nodes at {}", nodes.size(), api.url());
        return new EmbeddedCluster(parts, kubeconfig, client, nodes, images, config.handlersOnly(), network);
    }

    private static CompletableFuture<PodRuntime> runtime(ClusterConfig config, Path folder, Parts parts)
            throws IOException {
        if (config.handlersOnly()) {
            return CompletableFuture.completedFuture(new InprocRuntime());
        }
        PodRuntimes.require(config.isolation());
        Path podFolder = Files.createTempDirectory(folder, "pods-");
        parts.add(() -> FileTree.remove(podFolder));
        return CompletableFuture.supplyAsync(() -> new MixedRuntime(PodRuntimes.start(podFolder, config.isolation())));
    }

    @Override
    public String provider() {
        return KubernetesClusters.EMBEDDED;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public KubernetesClient client() {
        return client.join();
    }

    @Override
    public List<String> nodes() {
        return nodes;
    }

    @Override
    public void load(Bundle image) {
        if (handlersOnly) {
            throw new SimulatorException("image " + image.name() + " cannot be loaded: it is a folder, to be run as a"
                    + " process, and this cluster was started for handlers alone");
        }
        images.add(image);
    }

    @Override
    public void load(HandlerImage image) {
        images.add(image);
    }

    @Override
    public Optional<PodNetwork> podNetwork() {
        return Optional.of(network);
    }

    @Override
    public void close() {
        parts.close();
    }

    private static boolean closeIfStarted(@Nullable PodRuntime runtime, @Nullable Throwable failure) {
        if (runtime != null) {
            runtime.close();
        }
        return failure == null;
    }

    private static KubernetesClient client(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Optional<Kubelet> kubelet(Map<String, Kubelet> kubelets, Pod pod) {
        return Optional.ofNullable(pod.getSpec().getNodeName()).map(kubelets::get);
    }

    private static Optional<LogLines> logs(Map<String, Kubelet> kubelets, Pod pod, String container, LogQuery query) {
        return kubelet(kubelets, pod).flatMap(kubelet -> kubelet.logs(pod, container, query));
    }

    private static List<ContainerUsage> usage(Map<String, Kubelet> kubelets, Pod pod) {
        return kubelet(kubelets, pod).map(kubelet -> kubelet.usage(pod)).orElse(List.of());
    }

    private static void findTools(List<Bundle> images) {
        images.stream().flatMap(image -> image.tools().stream()).distinct().forEach(HostTools::find);
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException somebodyElseUsesItToo) {
            LOG.debug("{} is left: it holds what is not the cluster's", folder);
        }
    }
}

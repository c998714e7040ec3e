package io.etlbed.cluster.etl;

import io.etlbed.simulator.embedded.api.ApiServer;
import io.etlbed.simulator.embedded.api.ContainerUsage;
import io.etlbed.simulator.embedded.api.LogLines;
import io.etlbed.simulator.embedded.api.LogQuery;
import io.etlbed.simulator.embedded.api.NodePorts;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A real Kubernetes API whose kubelets do nothing but write the status that a test has given to an image. */
final class FakeKubernetes implements AutoCloseable {

    static final String READY_IMAGE = "example/ready";

    private final ObjectStore store = new ObjectStore(Clock.systemUTC());
    private final ApiServer server;
    private final ExecutorService kubelet = Executors.newSingleThreadExecutor();
    private final Map<String, UnaryOperator<PodStatusBuilder>> images = new ConcurrentHashMap<>();
    final Set<String> measured = ConcurrentHashMap.newKeySet();
    private final AtomicInteger addresses = new AtomicInteger();
    private final Watch watch;
    final KubernetesClient client;

    FakeKubernetes(Path folder, String... nodes) {
        server = ApiServer.start(store, FakeKubernetes::log, this::usage, NodePorts.unforwarded());
        Path kubeconfig = folder.resolve("kubeconfig");
        server.writeKubeconfig(kubeconfig);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
        for (String node : nodes) {
            client.nodes()
                    .resource(new NodeBuilder()
                            .withNewMetadata()
                            .withName(node)
                            .addToLabels("kubernetes.io/hostname", node)
                            .endMetadata()
                            .build())
                    .create();
        }
        image(READY_IMAGE, this::ready);
        watch = client.pods().inAnyNamespace().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Pod pod) {
                if (action != Action.DELETED && !kubelet.isShutdown()) {
                    kubelet.execute(() -> tend(pod));
                }
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
    }

    /** Pods of an image get this status; those of an unknown image get none. */
    void image(String name, UnaryOperator<PodStatusBuilder> status) {
        images.put(name, status);
    }

    /** The pod of that name gets this status, whatever its image. */
    void onePod(String name, UnaryOperator<PodStatusBuilder> status) {
        images.put(name, status);
    }

    PodStatusBuilder ready(PodStatusBuilder status) {
        return status.withPhase("Running")
                .withPodIP("10.244.0." + addresses.incrementAndGet())
                .withHostIP("172.18.0.2")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition();
    }

    /** Writes a status as a kubelet would. */
    void status(String podName, UnaryOperator<PodStatusBuilder> change) {
        client.pods()
                .inNamespace("ais")
                .withName(podName)
                .editStatus(pod -> new PodBuilder(pod)
                        .withStatus(change.apply(new PodStatusBuilder(pod.getStatus()))
                                .build())
                        .build());
    }

    void namespace() {
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("ais")
                        .endMetadata()
                        .build())
                .create();
    }

    /** A pod that no target of the test has made. */
    void bystander(String name, Map<String, String> labels) {
        client.pods()
                .inNamespace("ais")
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("c")
                        .withImage("x")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    List<Pod> pods() {
        return client.pods().inNamespace("ais").list().getItems();
    }

    Pod pod(String name) {
        return client.pods().inNamespace("ais").withName(name).get();
    }

    /** The names of all pods and services in namespace ais. */
    List<String> left() {
        return java.util.stream.Stream.concat(
                        pods().stream(), client.services().inNamespace("ais").list().getItems().stream())
                .map(resource ->
                        resource.getKind() + " " + resource.getMetadata().getName())
                .toList();
    }

    private void tend(Pod seen) {
        String name = seen.getMetadata().getName();
        var resource =
                client.pods().inNamespace(seen.getMetadata().getNamespace()).withName(name);
        try {
            Pod pod = resource.get();
            if (pod == null) {
                return;
            }
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                resource.withGracePeriod(0).delete();
                return;
            }
            String image = pod.getSpec().getContainers().get(0).getImage();
            var status = images.getOrDefault(name, images.get(image));
            boolean untouched = pod.getStatus() == null || pod.getStatus().getPodIP() == null;
            if (status != null && untouched && "Pending".equals(phase(pod))) {
                resource.editStatus(now -> new PodBuilder(now)
                        .withStatus(status.apply(new PodStatusBuilder(now.getStatus()))
                                .build())
                        .build());
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                throw e;
            }
        }
    }

    private static String phase(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getPhase() == null
                ? "Pending"
                : pod.getStatus().getPhase();
    }

    /** Half a core and a MiB, once a test has said so of the pod. */
    private List<ContainerUsage> usage(Pod pod) {
        return measured.contains(pod.getMetadata().getName())
                ? List.of(new ContainerUsage("server", "1", System.nanoTime() / 2, 1 << 20))
                : List.of();
    }

    private static Optional<LogLines> log(Pod pod, String container, LogQuery query) {
        return Optional.of(new LogLines() {
            private boolean read;

            @Override
            public @Nullable Line next() {
                if (read) {
                    return null;
                }
                read = true;
                String line = "output of " + pod.getMetadata().getName() + "\n";
                return new Line(Instant.EPOCH, line.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void close() {}
        });
    }

    @Override
    public void close() {
        watch.close();
        kubelet.shutdownNow();
        client.close();
        server.close();
        store.close();
    }
}

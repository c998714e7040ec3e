package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.api.ContainerAccess;
import io.etlbed.simulator.embedded.api.ContainerUsage;
import io.etlbed.simulator.embedded.api.LogLines;
import io.etlbed.simulator.embedded.api.LogQuery;
import io.etlbed.simulator.embedded.events.EventRecorder;
import io.etlbed.simulator.embedded.identity.ServiceAccountTokens;
import io.etlbed.simulator.embedded.network.Threads;
import io.etlbed.simulator.embedded.runtime.PodRuntime;
import io.etlbed.simulator.embedded.store.Change;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Subscription;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** One node of the cluster: it registers itself and runs the pods that are bound to it. */
public final class Kubelet implements NodePods.Listener, AutoCloseable {

    private final NodeContext node;
    private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final NodePods pods;
    private volatile boolean closing;

    private Kubelet(NodeContext node, NodePods pods) {
        this.node = node;
        this.pods = pods;
    }

    /**
     * Registers a node, Ready at once, and starts to run its pods.
     *
     * @param number of the node in its cluster, 0–3071; its pods get addresses in a net of their own, 10.244.NUMBER.0/24 for the
     *     first 256
     * @param pods tells the nodes of their pods; it belongs to the caller, as the runtime does
     * @param tokens what pods carry
     * @param runtime shared by the nodes
     */
    public static Kubelet start(
            String name,
            int number,
            ObjectStore store,
            NodePods pods,
            ServiceAccountTokens tokens,
            PodRuntime runtime,
            ImageCatalog images,
            KubeletSettings settings) {
        Clock clock = Clock.systemUTC();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "etlbed-timer-" + name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        NodeContext context = new NodeContext(
                name,
                store,
                runtime,
                images,
                new EventRecorder(store, "kubelet", name, clock),
                new PodAddresses(number),
                new PodTokens(store, tokens),
                settings,
                clock,
                Threads.perTask("etlbed-kubelet-" + name),
                timer);
        Kubelet kubelet = new Kubelet(context, pods);
        store.of(Node.class).create(NodeObject.of(name, number, runtime.name(), ContainerPhase.time(clock.instant())));
        kubelet.watch();
        return kubelet;
    }

    public String name() {
        return node.name();
    }

    /** The output of a container of a pod of this node; empty where there is none. */
    public Optional<LogLines> logs(Pod pod, String container, LogQuery query) {
        return Optional.ofNullable(workers.get(pod.getMetadata().getUid()))
                .flatMap(worker -> worker.logs(container))
                .flatMap(logs -> logs.get(query.previous()))
                .map(log -> new LogCursor(log, query));
    }

    /** The present run of a container of a pod of this node; empty where it does not run. */
    public Optional<ContainerAccess> access(Pod pod, String container) {
        return Optional.ofNullable(workers.get(pod.getMetadata().getUid())).flatMap(worker -> worker.access(container));
    }

    /** What the containers of a pod of this node use that run now. */
    public List<ContainerUsage> usage(Pod pod) {
        PodWorker worker = workers.get(pod.getMetadata().getUid());
        return worker == null ? List.of() : worker.usage();
    }

    /** Ends every pod of the node at once. */
    @Override
    public void close() {
        closing = true;
        pods.forget(node.name());
        subscriptions.forEach(Subscription::close);
        CompletableFuture.allOf(workers.values().stream().map(PodWorker::remove).toArray(CompletableFuture<?>[]::new))
                .join();
        node.timer().shutdownNow();
        node.threads().shutdown();
    }

    private void watch() {
        pods.tell(node.name(), this);
        subscriptions.add(node.store().of(ConfigMap.class).follow(this::referenceChanged));
        subscriptions.add(node.store().of(Secret.class).follow(this::referenceChanged));
        node.images().onChange(() -> workers.values().forEach(worker -> worker.surroundingsChanged(true)));
    }

    @Override
    public void seen(Pod pod) {
        if (closing) {
            return;
        }
        String uid = pod.getMetadata().getUid();
        PodWorker known = workers.get(uid);
        if (known != null) {
            known.changed(pod);
        } else {
            PodWorker worker = new PodWorker(node, pod);
            workers.put(uid, worker);
            worker.begin();
        }
    }

    @Override
    public void gone(Pod pod) {
        PodWorker worker = workers.remove(pod.getMetadata().getUid());
        if (worker != null) {
            CompletableFuture<Void> unused = worker.remove();
        }
    }

    private void referenceChanged(Change<? extends HasMetadata> change) {
        workers.values().stream()
                .filter(worker ->
                        change.namespace().equals(worker.pod().getMetadata().getNamespace()))
                .forEach(worker -> worker.surroundingsChanged(false));
    }
}

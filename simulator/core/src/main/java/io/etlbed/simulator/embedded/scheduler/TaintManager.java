package io.etlbed.simulator.embedded.scheduler;

import io.etlbed.simulator.embedded.events.EventRecorder;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Change;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Subscription;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes pods from nodes whose taints, of effect {@code NoExecute}, they do not tolerate; those that tolerate them for some
 * time, when that is over.
 */
public final class TaintManager implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaintManager.class);
    private static final String EFFECT = "NoExecute";

    private final ObjectStore store;
    private final EventRecorder events;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "etlbed-taints");
        thread.setDaemon(true);
        return thread;
    });
    /** Nodes, and their taints of that effect. */
    private final Map<String, List<Taint>> tainted = new HashMap<>();

    /** By the uid of the pod. */
    private final Map<String, Future<?>> evictions = new HashMap<>();

    private final List<Subscription> subscriptions = new ArrayList<>();

    private TaintManager(ObjectStore store) {
        this.store = store;
        this.events = new EventRecorder(store, "taint-eviction-controller", "", Clock.systemUTC());
    }

    /** Starts with the taints and pods that there are. */
    public static TaintManager start(ObjectStore store) {
        TaintManager manager = new TaintManager(store);
        manager.subscriptions.add(store.of(Node.class).follow(manager::nodeChanged));
        manager.subscriptions.add(store.of(Pod.class).follow(manager::podChanged));
        return manager;
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        timer.shutdownNow();
    }

    private synchronized void nodeChanged(Change<Node> change) {
        String name = change.name();
        List<Taint> taints = change.type() == Change.Type.DELETED ? List.of() : unbearable(change.object());
        boolean before = tainted.remove(name) != null;
        if (!taints.isEmpty()) {
            tainted.put(name, taints);
        }
        if (before || !taints.isEmpty()) {
            store.of(Pod.class)
                    .list(null, pod -> name.equals(pod.getSpec().getNodeName()))
                    .items()
                    .forEach(this::review);
        }
    }

    private synchronized void podChanged(Change<Pod> change) {
        boolean concerned = change.current()
                .matches(pod -> tainted.containsKey(String.valueOf(pod.getSpec().getNodeName())));
        if (change.type() == Change.Type.DELETED && !evictions.isEmpty()) {
            forget(change.object());
        } else if (concerned) {
            review(change.object());
        }
    }

    private void forget(Pod pod) {
        Optional.ofNullable(evictions.remove(pod.getMetadata().getUid())).ifPresent(pending -> pending.cancel(false));
    }

    private void review(Pod pod) {
        boolean waits = evictions.containsKey(pod.getMetadata().getUid());
        Optional<Duration> remaining = pod.getMetadata().getDeletionTimestamp() == null
                ? remaining(tainted.getOrDefault(pod.getSpec().getNodeName(), List.of()), pod)
                : Optional.empty();
        if (remaining.isEmpty()) {
            forget(pod);
        } else if (!waits) {
            Future<?> eviction =
                    timer.schedule(() -> evict(pod), remaining.get().toMillis(), TimeUnit.MILLISECONDS);
            evictions.put(pod.getMetadata().getUid(), eviction);
        }
    }

    private static List<Taint> unbearable(Node node) {
        return Taints.taints(node).stream()
                .filter(taint -> EFFECT.equals(taint.getEffect()))
                .toList();
    }

    /** How long the pod may stay; empty for ever. */
    private static Optional<Duration> remaining(List<Taint> taints, Pod pod) {
        if (taints.stream()
                .anyMatch(taint -> Taints.tolerations(taint, pod).findAny().isEmpty())) {
            return Optional.of(Duration.ZERO);
        }
        Stream<Toleration> used = taints.stream().flatMap(taint -> Taints.tolerations(taint, pod));
        return used.map(Toleration::getTolerationSeconds)
                .filter(Objects::nonNull)
                .map(seconds -> Duration.ofSeconds(Math.max(0, seconds)))
                .min(Duration::compareTo);
    }

    private void evict(Pod pod) {
        String namespace = pod.getMetadata().getNamespace();
        String name = pod.getMetadata().getName();
        // The news that a taint is gone may still be on its way.
        Optional<Node> node = store.of(Node.class).get(null, pod.getSpec().getNodeName());
        if (node.flatMap(now -> remaining(unbearable(now), pod)).isEmpty()) {
            return;
        }
        try {
            events.normal(pod, null, "TaintManagerEviction", "Marking for deletion Pod " + namespace + "/" + name);
            store.of(Pod.class)
                    .delete(
                            namespace,
                            name,
                            Deletion.usual().onlyUid(pod.getMetadata().getUid()));
        } catch (ApiStatusException gone) {
            LOG.debug("pod {}/{}: {}", namespace, name, gone.getMessage());
        }
    }
}

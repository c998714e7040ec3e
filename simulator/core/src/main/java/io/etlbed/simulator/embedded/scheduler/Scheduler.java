package io.etlbed.simulator.embedded.scheduler;

import io.etlbed.simulator.embedded.events.EventRecorder;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Change;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Subscription;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds pods to nodes, when they come and again when nodes or other pods change: what a pod says of nodes and of other pods
 * is kept, and beyond that pods are spread. What fits nowhere stays Pending and says why.
 */
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final String NAME = "default-scheduler";

    private final ObjectStore store;
    private final Clock clock;
    private final EventRecorder events;
    private final ClusterState state;
    private final Map<String, Pod> waiting = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    private Scheduler(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.events = new EventRecorder(store, NAME, "", clock);
        this.state = new ClusterState(this::labelsOfNamespace);
    }

    /** Starts to schedule, beginning with what waits already. */
    public static Scheduler start(ObjectStore store) {
        Scheduler scheduler = new Scheduler(store, Clock.systemUTC());
        scheduler.subscriptions.add(store.of(Node.class).follow(scheduler::nodeChanged));
        scheduler.subscriptions.add(store.of(Pod.class).follow(scheduler::podChanged));
        return scheduler;
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }

    private Map<String, String> labelsOfNamespace(String name) {
        return store.of(Namespace.class)
                .get(null, name)
                .map(namespace -> ClusterState.labels(namespace.getMetadata().getLabels()))
                .orElse(Map.of());
    }

    private synchronized void nodeChanged(Change<Node> change) {
        if (change.type() == Change.Type.DELETED) {
            state.removeNode(change.name());
        }
        scheduleAll();
    }

    private synchronized void podChanged(Change<Pod> change) {
        Pod pod = change.object();
        String key = change.namespace() + "/" + change.name();
        boolean gone = change.type() == Change.Type.DELETED || ClusterState.hasEnded(pod);
        boolean leftRoom = gone && state.remove(pod);
        if (!gone && pod.getSpec().getNodeName() != null) {
            state.put(pod, pod.getSpec().getNodeName());
        }
        if (gone || !waits(pod)) {
            waiting.remove(key);
        } else if (waiting.put(key, pod) == null) {
            lookAtNodes();
            schedule(key, pod);
        }
        if (leftRoom) {
            scheduleAll();
        }
    }

    private void scheduleAll() {
        if (!waiting.isEmpty()) {
            lookAtNodes();
            new LinkedHashMap<>(waiting).forEach(this::schedule);
        }
    }

    /** The news of a node may come after that of a pod which came later. */
    private void lookAtNodes() {
        store.of(Node.class).list(null, state::isNews).items().forEach(state::put);
    }

    private void schedule(String key, Pod pod) {
        try {
            Placement placement = Placement.of(pod, state);
            if (placement instanceof Placement.On on) {
                waiting.remove(key);
                bind(pod, on.node());
                state.put(pod, on.node());
            } else if (placement instanceof Placement.Nowhere nowhere) {
                explain(pod, nowhere.why());
            }
        } catch (ApiStatusException gone) {
            LOG.debug("pod {}: {}", pod.getMetadata().getName(), gone.getMessage());
        }
    }

    private static boolean waits(Pod pod) {
        String scheduler = pod.getSpec().getSchedulerName();
        return (pod.getSpec().getNodeName() == null
                        || pod.getSpec().getNodeName().isEmpty())
                && pod.getMetadata().getDeletionTimestamp() == null
                && (scheduler == null || scheduler.equals(NAME))
                && pod.getSpec().getSchedulingGates().isEmpty();
    }

    private void bind(Pod pod, String node) {
        store.of(Pod.class)
                .update(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), current -> {
                    if (waits(current)) {
                        current.getSpec().setNodeName(node);
                        setCondition(
                                current,
                                new PodConditionBuilder()
                                        .withType("PodScheduled")
                                        .withStatus("True")
                                        .build());
                    }
                    return current;
                });
        events.normal(
                pod,
                null,
                "Scheduled",
                "Successfully assigned " + pod.getMetadata().getNamespace() + "/"
                        + pod.getMetadata().getName() + " to " + node);
    }

    private void explain(Pod pod, String why) {
        PodCondition condition = new PodConditionBuilder()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(why)
                .build();
        store.of(Pod.class)
                .update(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), current -> {
                    if (waits(current)) {
                        setCondition(current, condition);
                    }
                    return current;
                });
        events.warning(pod, null, "FailedScheduling", why);
    }

    private void setCondition(Pod pod, PodCondition condition) {
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        if (status.getPhase() == null) {
            status.setPhase("Pending");
        }
        List<PodCondition> conditions = new ArrayList<>(status.getConditions());
        PodCondition before = conditions.stream()
                .filter(each -> each.getType().equals(condition.getType()))
                .findFirst()
                .orElse(null);
        boolean same = before != null && before.getStatus().equals(condition.getStatus());
        condition.setLastTransitionTime(
                same
                        ? before.getLastTransitionTime()
                        : clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.removeIf(each -> each.getType().equals(condition.getType()));
        conditions.add(condition);
        status.setConditions(conditions);
        pod.setStatus(status);
    }
}

package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is at one moment: the nodes, and the pods that are on them. Those that have ended take no room. */
final class ClusterState {

    private final List<Node> nodes;
    private final Map<String, Node> byName = new HashMap<>();
    private final Map<String, Map<String, String>> namespaces = new HashMap<>();
    private final Map<String, List<Pod>> pods = new HashMap<>();

    ClusterState(Collection<Node> nodes, Collection<Namespace> namespaces, Collection<Pod> pods) {
        this.nodes = List.copyOf(nodes);
        nodes.forEach(node -> byName.put(node.getMetadata().getName(), node));
        namespaces.forEach(each -> this.namespaces.put(
                each.getMetadata().getName(), labels(each.getMetadata().getLabels())));
        pods.stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .forEach(pod -> add(pod, pod.getSpec().getNodeName()));
    }

    /** A pod has gone to a node. */
    void add(Pod pod, String node) {
        if (!hasEnded(pod)) {
            pods.computeIfAbsent(node, name -> new ArrayList<>()).add(pod);
        }
    }

    /** Whether none of a pod's containers runs, or will again. */
    static boolean hasEnded(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Pod> on(Node node) {
        return pods.getOrDefault(node.getMetadata().getName(), List.of());
    }

    /** Whether a node has such a pod. */
    @FunctionalInterface
    interface Encounter {
        boolean test(Node node, Pod pod);
    }

    /** Whether there is such a pod on any node. */
    boolean has(Encounter wanted) {
        for (Map.Entry<String, List<Pod>> each : pods.entrySet()) {
            Optional<Node> node = Optional.ofNullable(byName.get(each.getKey()));
            if (node.isPresent() && each.getValue().stream().anyMatch(pod -> wanted.test(node.get(), pod))) {
                return true;
            }
        }
        return false;
    }

    /** The labels of a namespace; none where it is not known. */
    Map<String, String> labelsOfNamespace(String name) {
        return namespaces.getOrDefault(name, Map.of());
    }

    static Map<String, String> labels(@Nullable Map<String, String> labels) {
        return labels == null ? Map.of() : labels;
    }
}

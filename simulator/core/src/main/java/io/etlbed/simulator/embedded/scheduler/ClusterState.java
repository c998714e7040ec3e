package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler knows: the nodes, and the pods that are on them. Those that have ended take no room. It is told of each
 * change, and never looks for itself, so that a pod costs what it costs, however many there are. Not safe for several threads.
 */
final class ClusterState {

    private final Function<String, Map<String, String>> labelsOfNamespaces;
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, String> nodeOfPod = new HashMap<>();
    private final Map<String, Map<String, Pod>> pods = new HashMap<>();

    /** Of these pods alone it matters what they say of others. */
    private final Map<String, Pod> unsociable = new LinkedHashMap<>();

    /** @param labelsOfNamespaces the labels of a namespace; none where there is no such */
    ClusterState(Function<String, Map<String, String>> labelsOfNamespaces) {
        this.labelsOfNamespaces = labelsOfNamespaces;
    }

    void put(Node node) {
        nodes.put(node.getMetadata().getName(), node);
    }

    /** Whether a node is not known in this version. */
    boolean isNews(Node node) {
        Node known = nodes.get(node.getMetadata().getName());
        String version = node.getMetadata().getResourceVersion();
        return known == null || !Objects.equals(version, known.getMetadata().getResourceVersion());
    }

    void removeNode(String name) {
        nodes.remove(name);
    }

    /** A pod is on a node, or has gone there. */
    void put(Pod pod, String node) {
        remove(pod);
        String uid = uid(pod);
        nodeOfPod.put(uid, node);
        pods.computeIfAbsent(node, name -> new LinkedHashMap<>()).put(uid, pod);
        if (!PodAffinityRules.apart(pod).isEmpty()) {
            unsociable.put(uid, pod);
        }
    }

    /** A pod takes no room any more; whether it did. */
    boolean remove(Pod pod) {
        String uid = uid(pod);
        String node = nodeOfPod.remove(uid);
        if (node == null) {
            return false;
        }
        pods.get(node).remove(uid);
        unsociable.remove(uid);
        return true;
    }

    /** Whether none of a pod's containers runs, or will again. */
    static boolean hasEnded(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    Collection<Pod> on(Node node) {
        return pods.getOrDefault(node.getMetadata().getName(), Map.of()).values();
    }

    /** Whether a node has such a pod. */
    @FunctionalInterface
    interface Encounter {
        boolean test(Node node, Pod pod);
    }

    /** Whether there is such a pod on any node. */
    boolean has(Encounter wanted) {
        return pods.values().stream().flatMap(each -> each.values().stream()).anyMatch(pod -> meets(wanted, pod));
    }

    /** Whether there is such a pod among those that require to be apart from others. */
    boolean hasUnsociable(Encounter wanted) {
        return unsociable.values().stream().anyMatch(pod -> meets(wanted, pod));
    }

    private boolean meets(Encounter wanted, Pod pod) {
        Node node = nodes.get(nodeOfPod.get(uid(pod)));
        return node != null && wanted.test(node, pod);
    }

    Map<String, String> labelsOfNamespace(String name) {
        return labelsOfNamespaces.apply(name);
    }

    static Map<String, String> labels(@Nullable Map<String, String> labels) {
        return labels == null ? Map.of() : labels;
    }

    private static String uid(Pod pod) {
        String uid = pod.getMetadata().getUid();
        return uid == null
                ? pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName()
                : uid;
    }
}

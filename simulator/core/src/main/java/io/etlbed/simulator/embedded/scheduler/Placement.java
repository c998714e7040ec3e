package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where a pod goes: to the node with the fewest pods among those that it may run on. */
sealed interface Placement {

    record On(String node) implements Placement {}

    record Nowhere(String why) implements Placement {}

    /**
     * Decides.
     *
     * @param podsPerNode how many pods each node has; absent means none
     */
    static Placement of(Pod pod, List<Node> nodes, Map<String, Integer> podsPerNode) {
        List<String> fitting = new ArrayList<>();
        Map<String, Integer> obstacles = new TreeMap<>();
        for (Node node : nodes) {
            Optional<String> obstacle = NodeMatch.obstacle(pod, node);
            obstacle.ifPresentOrElse(
                    reason -> obstacles.merge(reason, 1, Integer::sum),
                    () -> fitting.add(node.getMetadata().getName()));
        }
        return fitting.stream()
                .min(Comparator.<String>comparingInt(name -> podsPerNode.getOrDefault(name, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .<Placement>map(On::new)
                .orElseGet(() -> new Nowhere(explain(nodes.size(), obstacles)));
    }

    private static String explain(int nodes, Map<String, Integer> obstacles) {
        if (nodes == 0) {
            return "no nodes available to schedule pods";
        }
        List<String> reasons = obstacles.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
        return "0/" + nodes + " nodes are available: " + String.join(", ", reasons) + ".";
    }
}

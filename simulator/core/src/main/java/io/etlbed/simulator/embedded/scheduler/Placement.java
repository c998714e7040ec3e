package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where a pod goes: among the nodes that it may run on to the one that it prefers, and of equals to that with the fewest pods. */
sealed interface Placement {

    record On(String node) implements Placement {}

    record Nowhere(String why) implements Placement {}

    /** Decides. */
    static Placement of(Pod pod, ClusterState state) {
        List<Node> fitting = new ArrayList<>();
        Map<String, Integer> obstacles = new TreeMap<>();
        for (Node node : state.nodes()) {
            Optional<String> obstacle = Filter.ALL.stream()
                    .flatMap(filter -> filter.obstacle(pod, node, state).stream())
                    .findFirst();
            obstacle.ifPresentOrElse(reason -> obstacles.merge(reason, 1, Integer::sum), () -> fitting.add(node));
        }
        return fitting.stream()
                .min(Comparator.<Node>comparingLong(node -> -Preference.of(pod, node, state))
                        .thenComparingInt(node -> state.on(node).size())
                        .thenComparing(node -> node.getMetadata().getName()))
                .<Placement>map(node -> new On(node.getMetadata().getName()))
                .orElseGet(() -> new Nowhere(explain(state.nodes().size(), obstacles)));
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

package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a node has room for what a pod requests, beside the pods that are on it. What it does not say that it has, it has
 * not; a node that says nothing at all is never full.
 */
final class Room implements Filter {

    private static final String PODS = "pods";

    @Override
    public Optional<String> obstacle(Pod pod, Node node, ClusterState state) {
        Map<String, Quantity> allocatable =
                node.getStatus() == null ? Map.of() : node.getStatus().getAllocatable();
        if (allocatable == null || allocatable.isEmpty()) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>();
        if (allocatable.containsKey(PODS)
                && amount(allocatable.get(PODS))
                                .compareTo(BigDecimal.valueOf(state.on(node).size() + 1L))
                        < 0) {
            missing.add("Too many pods");
        }
        requests(pod).forEach((resource, wanted) -> {
            BigDecimal taken = state.on(node).stream()
                    .map(each -> requests(each).getOrDefault(resource, BigDecimal.ZERO))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            Quantity there = allocatable.get(resource);
            BigDecimal free = (there == null ? BigDecimal.ZERO : amount(there)).subtract(taken);
            if (wanted.signum() > 0 && wanted.compareTo(free) > 0) {
                missing.add("Insufficient " + resource);
            }
        });
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing));
    }

    /** What a pod needs at its most: its containers together, or the greediest of its init containers. */
    private static Map<String, BigDecimal> requests(Pod pod) {
        Map<String, BigDecimal> all = new TreeMap<>();
        for (Container container : pod.getSpec().getContainers()) {
            requests(container).forEach((resource, amount) -> all.merge(resource, amount, BigDecimal::add));
        }
        for (Container container : pod.getSpec().getInitContainers()) {
            requests(container).forEach((resource, amount) -> all.merge(resource, amount, BigDecimal::max));
        }
        if (pod.getSpec().getOverhead() != null) {
            pod.getSpec()
                    .getOverhead()
                    .forEach((resource, quantity) -> all.merge(resource, amount(quantity), BigDecimal::add));
        }
        return all;
    }

    private static Map<String, BigDecimal> requests(Container container) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        if (container.getResources() != null && container.getResources().getRequests() != null) {
            container.getResources().getRequests().forEach((name, quantity) -> amounts.put(name, amount(quantity)));
        }
        return amounts;
    }

    private static BigDecimal amount(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity);
    }
}

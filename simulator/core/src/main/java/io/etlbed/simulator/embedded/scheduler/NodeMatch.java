package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The node selector of a pod, and the node affinity that it requires. */
final class NodeMatch implements Filter {

    private static final String NAME_FIELD = "metadata.name";

    @Override
    public Optional<String> obstacle(Pod pod, Node node, ClusterState state) {
        Map<String, String> selector = pod.getSpec().getNodeSelector();
        Map<String, String> labels = labels(node);
        boolean selected = selector == null || labels.entrySet().containsAll(selector.entrySet());
        return selected && required(pod).map(rule -> matches(rule, node)).orElse(true)
                ? Optional.empty()
                : Optional.of("node(s) didn't match Pod's node affinity/selector");
    }

    private static Optional<NodeSelector> required(Pod pod) {
        return Affinities.nodes(pod).map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution);
    }

    /** One term must hold; a term without requirements never does. */
    private static boolean matches(NodeSelector selector, Node node) {
        return selector.getNodeSelectorTerms().stream().anyMatch(term -> matches(term, node));
    }

    static boolean matches(NodeSelectorTerm term, Node node) {
        List<NodeSelectorRequirement> expressions = term.getMatchExpressions();
        List<NodeSelectorRequirement> fields = term.getMatchFields();
        Map<String, String> labels = labels(node);
        return !(expressions.isEmpty() && fields.isEmpty())
                && expressions.stream().allMatch(each -> holds(each, labels.get(each.getKey())))
                && fields.stream()
                        .allMatch(each -> NAME_FIELD.equals(each.getKey())
                                && holds(each, node.getMetadata().getName()));
    }

    private static boolean holds(NodeSelectorRequirement requirement, @Nullable String value) {
        List<String> values = requirement.getValues();
        return switch (String.valueOf(requirement.getOperator())) {
            case "Gt" -> compare(value, values).map(sign -> sign > 0).orElse(false);
            case "Lt" -> compare(value, values).map(sign -> sign < 0).orElse(false);
            default -> Affinities.holds(requirement.getOperator(), values, value);
        };
    }

    /** Both must be whole numbers, and there must be one to compare with. */
    private static Optional<Integer> compare(@Nullable String value, List<String> values) {
        if (value == null || values.size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.compare(Long.parseLong(value), Long.parseLong(values.get(0))));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(Node node) {
        return ClusterState.labels(node.getMetadata().getLabels());
    }
}

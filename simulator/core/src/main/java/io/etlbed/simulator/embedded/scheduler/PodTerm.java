package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which pods a term of an affinity means, and what place it speaks of.
 *
 * @param owner the pod that has the term
 */
record PodTerm(PodAffinityTerm term, Pod owner, ClusterState state) {

    /** Whether the place that a node is in, by its label of the topology, has a pod that is meant. */
    boolean isMetAt(Node node) {
        return state.has((other, pod) -> isSamePlace(node, other) && means(pod));
    }

    /** Whether there is a pod that is meant anywhere. */
    boolean isMetAnywhere() {
        return state.has((other, pod) -> means(pod));
    }

    /** Whether two nodes have the same value of the topology's label; a node without it is nowhere. */
    boolean isSamePlace(Node one, Node other) {
        String place = place(one);
        return place != null && place.equals(place(other));
    }

    @Nullable
    String place(Node node) {
        return ClusterState.labels(node.getMetadata().getLabels()).get(term.getTopologyKey());
    }

    boolean means(Pod pod) {
        return isOfNamespace(String.valueOf(pod.getMetadata().getNamespace()))
                && selects(
                        term.getLabelSelector(),
                        ClusterState.labels(pod.getMetadata().getLabels()));
    }

    private boolean isOfNamespace(String namespace) {
        boolean none = term.getNamespaces().isEmpty() && term.getNamespaceSelector() == null;
        return (none && namespace.equals(String.valueOf(owner.getMetadata().getNamespace())))
                || term.getNamespaces().contains(namespace)
                || selects(term.getNamespaceSelector(), state.labelsOfNamespace(namespace));
    }

    /** An empty selector means all, a missing one none. */
    private static boolean selects(@Nullable LabelSelector selector, Map<String, String> labels) {
        return selector != null
                && labels.entrySet()
                        .containsAll(
                                ClusterState.labels(selector.getMatchLabels()).entrySet())
                && selector.getMatchExpressions().stream()
                        .allMatch(each ->
                                Affinities.holds(each.getOperator(), each.getValues(), labels.get(each.getKey())));
    }
}

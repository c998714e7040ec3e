package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinity;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much a pod would like a node that it may run on. */
final class Preference {

    /** More than all weights that a pod can name: a taint that is preferred to be avoided outweighs them. */
    private static final long OF_A_TAINT = 1_000_000;

    private Preference() {}

    static long of(Pod pod, Node node, ClusterState state) {
        return nodes(pod, node)
                + pods(together(pod), pod, node, state)
                - pods(apart(pod), pod, node, state)
                - Taints.avoided(pod, node) * OF_A_TAINT;
    }

    private static long nodes(Pod pod, Node node) {
        return Affinities.nodes(pod)
                .map(NodeAffinity::getPreferredDuringSchedulingIgnoredDuringExecution)
                .orElse(List.of())
                .stream()
                .filter(term -> NodeMatch.matches(term.getPreference(), node))
                .mapToLong(term -> weight(term.getWeight()))
                .sum();
    }

    private static List<WeightedPodAffinityTerm> together(Pod pod) {
        return Affinities.together(pod)
                .map(PodAffinity::getPreferredDuringSchedulingIgnoredDuringExecution)
                .orElse(List.of());
    }

    private static List<WeightedPodAffinityTerm> apart(Pod pod) {
        return Affinities.apart(pod)
                .map(PodAntiAffinity::getPreferredDuringSchedulingIgnoredDuringExecution)
                .orElse(List.of());
    }

    private static long pods(List<WeightedPodAffinityTerm> terms, Pod pod, Node node, ClusterState state) {
        return terms.stream()
                .filter(term -> new PodTerm(term.getPodAffinityTerm(), pod, state).isMetAt(node))
                .mapToLong(term -> weight(term.getWeight()))
                .sum();
    }

    private static long weight(@Nullable Integer weight) {
        return weight == null ? 0 : weight;
    }
}

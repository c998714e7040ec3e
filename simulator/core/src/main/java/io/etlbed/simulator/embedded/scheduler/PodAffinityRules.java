package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinity;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import java.util.List;
import java.util.Optional;

/** Which other pods a pod must, and must not, have near; and what those that run say of it. */
final class PodAffinityRules implements Filter {

    @Override
    public Optional<String> obstacle(Pod pod, Node node, ClusterState state) {
        if (!together(pod).stream().map(term -> new PodTerm(term, pod, state)).allMatch(term -> isMet(term, node))) {
            return Optional.of("node(s) didn't match pod affinity rules");
        }
        if (apart(pod).stream().map(term -> new PodTerm(term, pod, state)).anyMatch(term -> term.isMetAt(node))) {
            return Optional.of("node(s) didn't match pod anti-affinity rules");
        }
        return state.hasUnsociable((other, running) -> keepsAway(running, other, pod, node, state))
                ? Optional.of("node(s) didn't satisfy existing pods anti-affinity rules")
                : Optional.empty();
    }

    /** The first of a group that wants to be together has nobody to join. */
    private static boolean isMet(PodTerm term, Node node) {
        return term.isMetAt(node) || (term.place(node) != null && term.means(term.owner()) && !term.isMetAnywhere());
    }

    private static boolean keepsAway(Pod running, Node there, Pod pod, Node node, ClusterState state) {
        return apart(running).stream()
                .map(term -> new PodTerm(term, running, state))
                .anyMatch(term -> term.isSamePlace(node, there) && term.means(pod));
    }

    private static List<PodAffinityTerm> together(Pod pod) {
        return Affinities.together(pod)
                .map(PodAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .orElse(List.of());
    }

    static List<PodAffinityTerm> apart(Pod pod) {
        return Affinities.apart(pod)
                .map(PodAntiAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .orElse(List.of());
    }
}

package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinity;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pods say of where they want to be. */
final class Affinities {

    private Affinities() {}

    static Optional<NodeAffinity> nodes(Pod pod) {
        return of(pod).map(Affinity::getNodeAffinity);
    }

    static Optional<PodAffinity> together(Pod pod) {
        return of(pod).map(Affinity::getPodAffinity);
    }

    static Optional<PodAntiAffinity> apart(Pod pod) {
        return of(pod).map(Affinity::getPodAntiAffinity);
    }

    private static Optional<Affinity> of(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getAffinity());
    }

    /** Whether the value of a label, null where there is none, is as an operator of all selectors wants it. */
    static boolean holds(@Nullable String operator, List<String> values, @Nullable String value) {
        return switch (String.valueOf(operator)) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}

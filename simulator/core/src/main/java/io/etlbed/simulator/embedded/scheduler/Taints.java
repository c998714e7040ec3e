package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The taints of nodes, and what pods tolerate. */
final class Taints implements Filter {

    /** What a node that is cordoned has, whether or not somebody has written it there. */
    private static final Taint CORDONED = new Taint("NoSchedule", "node.kubernetes.io/unschedulable", null, null);

    @Override
    public Optional<String> obstacle(Pod pod, Node node, ClusterState state) {
        if (isCordoned(node) && !isTolerated(CORDONED, pod)) {
            return Optional.of("node(s) were unschedulable");
        }
        return taints(node).stream()
                .filter(taint -> forbids(taint) && !isTolerated(taint, pod))
                .findFirst()
                .map(taint -> "node(s) had untolerated taint {" + taint.getKey() + ": "
                        + Objects.requireNonNullElse(taint.getValue(), "") + "}");
    }

    /** How many taints of the node the pod would rather avoid. */
    static long avoided(Pod pod, Node node) {
        return taints(node).stream()
                .filter(taint -> "PreferNoSchedule".equals(taint.getEffect()) && !isTolerated(taint, pod))
                .count();
    }

    private static boolean forbids(Taint taint) {
        return "NoSchedule".equals(taint.getEffect()) || "NoExecute".equals(taint.getEffect());
    }

    private static boolean isTolerated(Taint taint, Pod pod) {
        return tolerations(taint, pod).findAny().isPresent();
    }

    /** What of a pod tolerates a taint. */
    static Stream<Toleration> tolerations(Taint taint, Pod pod) {
        return pod.getSpec().getTolerations().stream().filter(toleration -> tolerates(toleration, taint));
    }

    /** An empty key with {@code Exists} is every key, an empty effect every effect. */
    private static boolean tolerates(Toleration toleration, Taint taint) {
        String effect = text(toleration.getEffect());
        String key = text(toleration.getKey());
        boolean exists = "Exists".equals(toleration.getOperator());
        return (effect.isEmpty() || effect.equals(taint.getEffect()))
                && (key.isEmpty() ? exists : key.equals(taint.getKey()))
                && (exists || text(toleration.getValue()).equals(text(taint.getValue())));
    }

    private static boolean isCordoned(Node node) {
        return node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    }

    static List<Taint> taints(Node node) {
        return node.getSpec() == null ? List.of() : node.getSpec().getTaints();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}

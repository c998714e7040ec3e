package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Changes;
import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The subresource {@code binding}: a scheduler gives a pod to a node, once. */
final class PodBinding {

    private static final String SCHEDULED = "PodScheduled";

    private PodBinding() {}

    static void bind(Changes<Pod> pods, Clock clock, String namespace, String name, ObjectNode body) {
        String node = body.path("target").path("name").asText("");
        if (node.isEmpty()) {
            throw ApiStatusException.invalid("Binding", name, List.of(FieldError.required("target.name")));
        }
        pods.update(namespace, name, pod -> bind(pod, node, clock));
    }

    private static Pod bind(Pod pod, String node, Clock clock) {
        String name = pod.getMetadata().getName();
        String already = pod.getSpec().getNodeName();
        if (already != null && !already.isEmpty()) {
            throw ApiStatusException.conflict(
                    "pods/binding", name, "pod " + name + " is already assigned to node \"" + already + "\"");
        }
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            throw ApiStatusException.conflict(
                    "pods/binding", name, "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        PodCondition scheduled = new PodConditionBuilder()
                .withType(SCHEDULED)
                .withStatus("True")
                .withLastTransitionTime(
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
        return new PodBuilder(pod)
                .editOrNewSpec()
                .withNodeName(node)
                .endSpec()
                .editOrNewStatus()
                .removeMatchingFromConditions(each -> SCHEDULED.equals(each.getType()))
                .addToConditions(scheduled)
                .endStatus()
                .build();
    }
}

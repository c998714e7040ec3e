package io.etlbed.conformance.mutant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A fault in what Kubernetes shows: changes a pod, or a whole list of pods, before it is seen. */
interface KubernetesMutation {

    KubernetesMutation NONE = list -> {};

    /** @param list of pods or services, as the API answers it */
    void change(ObjectNode list);

    /** Changes each pod of each list of pods. */
    static KubernetesMutation eachPod(Consumer<ObjectNode> change) {
        return list -> {
            if (list.path("kind").asText().equals("PodList")) {
                list.path("items").forEach(item -> change.accept((ObjectNode) item));
            }
        };
    }

    /** Changes the first container of each pod. */
    static KubernetesMutation eachContainer(Consumer<ObjectNode> change) {
        return eachPod(pod ->
                change.accept((ObjectNode) pod.path("spec").path("containers").get(0)));
    }
}

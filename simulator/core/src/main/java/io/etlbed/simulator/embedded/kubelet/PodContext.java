package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.concurrent.Executor;

/** What a pod offers to each of its containers. Used in the pod's mailbox only, but for {@link #mailbox()}. */
interface PodContext {

    /** Where the pod does not say. */
    Duration USUAL_GRACE = Duration.ofSeconds(30);

    NodeContext node();

    /** As it was last seen. */
    Pod pod();

    String podIp();

    String hostname();

    /** Name, namespace and uid, as messages name the pod. */
    default String fullName() {
        var metadata = pod().getMetadata();
        return metadata.getName() + "_" + metadata.getNamespace() + "(" + metadata.getUid() + ")";
    }

    /** How long its containers have to end. */
    default Duration grace() {
        Long seconds = pod().getSpec().getTerminationGracePeriodSeconds();
        return seconds == null ? USUAL_GRACE : Duration.ofSeconds(seconds);
    }

    Executor mailbox();

    /** Looks at the whole pod again, as soon as the present step is done. */
    void review();

    /** Looks at the whole pod again, after a while. */
    void reviewLater(Duration delay);
}

package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.concurrent.Executor;

/** What a pod offers to each of its containers. Used in the pod's mailbox only, but for {@link #mailbox()}. */
interface PodContext {

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

    Executor mailbox();

    /** Looks at the whole pod again, as soon as the present step is done. */
    void review();

    /** Looks at the whole pod again, after a while. */
    void reviewLater(Duration delay);
}

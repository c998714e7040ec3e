package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which objects go at once, and which are first marked for somebody to finish. */
final class Removal {

    private static final long USUAL_GRACE = 30;
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Removal() {}

    /**
     * Marks an object as to be deleted.
     *
     * @return whether nobody has to finish anything: it can go at once
     */
    static boolean mark(HasMetadata object, @Nullable Long requestedGrace, Instant now) {
        long grace = object instanceof Pod pod ? grace(pod, requestedGrace) : 0;
        ObjectMeta metadata = object.getMetadata();
        Long already = metadata.getDeletionGracePeriodSeconds();
        // A second deletion can only shorten what the first one allowed.
        if (metadata.getDeletionTimestamp() == null || already == null || grace < already) {
            metadata.setDeletionTimestamp(Metadata.time(now.plusSeconds(grace)));
            metadata.setDeletionGracePeriodSeconds(grace);
        }
        if (object instanceof Namespace namespace) {
            NamespaceStatus status = namespace.getStatus() == null ? new NamespaceStatus() : namespace.getStatus();
            status.setPhase("Terminating");
            namespace.setStatus(status);
        }
        return finished(object);
    }

    /** Whether an object is marked and nothing holds it any longer. */
    static boolean finished(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        Long grace = metadata.getDeletionGracePeriodSeconds();
        return metadata.getDeletionTimestamp() != null
                && (grace == null || grace == 0)
                && metadata.getFinalizers().isEmpty()
                && !(object instanceof Namespace namespace && finalizers(namespace));
    }

    /** A pod that runs nowhere, or no longer, has nothing to end gracefully. */
    private static long grace(Pod pod, @Nullable Long requested) {
        boolean placed = pod.getSpec() != null
                && pod.getSpec().getNodeName() != null
                && !pod.getSpec().getNodeName().isEmpty();
        boolean ended = pod.getStatus() != null
                && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
        if (!placed || ended) {
            return 0;
        }
        if (requested != null) {
            return Math.max(0, requested);
        }
        Long own = pod.getSpec().getTerminationGracePeriodSeconds();
        return own == null ? USUAL_GRACE : Math.max(0, own);
    }

    private static boolean finalizers(Namespace namespace) {
        return namespace.getSpec() != null
                && !namespace.getSpec().getFinalizers().isEmpty();
    }
}

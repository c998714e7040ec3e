package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How an object is to be deleted.
 *
 * @param gracePeriodSeconds how long a pod has to end; 0 removes it at once; null means what the pod itself says
 * @param uid delete only the object with this uid; null for any
 * @param resourceVersion delete only this version; null for any
 */
public record Deletion(
        @Nullable Long gracePeriodSeconds,
        @Nullable String uid,
        @Nullable String resourceVersion) {

    /** As the object itself says. */
    public static Deletion usual() {
        return new Deletion(null, null, null);
    }

    /** At once: what a kubelet does when the pod's processes have ended. */
    public static Deletion now() {
        return new Deletion(0L, null, null);
    }

    /** With so many seconds for a pod to end in. */
    public static Deletion within(long seconds) {
        return new Deletion(seconds, null, null);
    }

    /** Only if the object still has this uid, and not if another one took its name. */
    public Deletion onlyUid(String required) {
        return new Deletion(gracePeriodSeconds, required, resourceVersion);
    }

    /** Whether an object that a deletion has answered with is gone, and not only marked. */
    public static boolean isComplete(HasMetadata deleted) {
        return Removal.finished(deleted);
    }

    void check(String plural, HasMetadata object) {
        String name = object.getMetadata().getName();
        String uidNow = object.getMetadata().getUid();
        if (uid != null && !uid.equals(uidNow)) {
            throw ApiStatusException.conflict(
                    plural,
                    name,
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + uidNow);
        }
        String versionNow = object.getMetadata().getResourceVersion();
        if (resourceVersion != null && !resourceVersion.equals(versionNow)) {
            throw ApiStatusException.conflict(
                    plural,
                    name,
                    "Precondition failed: ResourceVersion in precondition: " + resourceVersion
                            + ", ResourceVersion in object meta: " + versionNow);
        }
    }
}

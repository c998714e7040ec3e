package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * Completes objects, before they are stored, by what else the cluster holds. Refusals are
 * {@link io.etlbed.simulator.embedded.store.ApiStatusException}s.
 */
interface Admission {

    /** Gives a new object what it needs and does not have. */
    void creating(HasMetadata object);

    /** Gives a changed object what it needs and does not have. */
    default void updating(HasMetadata object) {}

    /** What was admitted is stored, or was refused after all. */
    default void settle(HasMetadata object) {}

    /** One after the other. */
    static Admission all(List<Admission> parts) {
        return new Admission() {
            @Override
            public void creating(HasMetadata object) {
                parts.forEach(each -> each.creating(object));
            }

            @Override
            public void updating(HasMetadata object) {
                parts.forEach(each -> each.updating(object));
            }

            @Override
            public void settle(HasMetadata object) {
                parts.forEach(each -> each.settle(object));
            }
        };
    }
}

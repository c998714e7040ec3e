package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * The objects of one kind at one moment, ordered by namespace and name, not yet copied.
 *
 * @param version the store's version at that moment
 */
public record Snapshot<T extends HasMetadata>(long version, List<Revision<T>> revisions) {

    public Snapshot {
        revisions = List.copyOf(revisions);
    }
}

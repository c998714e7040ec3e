package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * Objects as they were at one moment, ordered by namespace and name.
 *
 * @param version the store's version at that moment: a watch from it misses nothing and repeats nothing
 * @param items copies that belong to the caller
 */
public record Listing<T extends HasMetadata>(long version, List<T> items) {

    public Listing {
        items = List.copyOf(items);
    }
}

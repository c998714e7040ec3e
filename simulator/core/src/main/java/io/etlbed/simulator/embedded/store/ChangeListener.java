package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Told of changes, one after another and in order, on a thread of the store that holds no lock of it. It may take its
 * time and may call the store; only its own next change waits for it.
 */
@FunctionalInterface
public interface ChangeListener<T extends HasMetadata> {

    void changed(Change<T> change);

    /**
     * Nothing will follow, and nobody on the listener's side asked for that.
     *
     * @param why the listener was so slow that the store forgot what it had to be told (410); null when the store closes
     */
    default void ended(@Nullable ApiStatusException why) {}
}

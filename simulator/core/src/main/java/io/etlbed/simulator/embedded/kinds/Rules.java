package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** What is filled into objects of a kind and what is refused; the metadata that all kinds share is not looked at. */
public interface Rules<T extends HasMetadata> {

    /** Puts a new object into its first state, before {@link #complete}: what only the cluster may say is removed. */
    default void begin(T object) {}

    /** Fills in what the user left out and Kubernetes defines. */
    default void complete(T object) {}

    /** Says everything that is wrong with an object. */
    default void check(T object, Findings findings) {}

    /** Carries over into a changed object what the user may leave out of it, before {@link #complete}. */
    default void inherit(T now, T before) {}

    /** Says which changes are not allowed. */
    default void checkChange(T now, T before, Findings findings) {}

    /** Why an object may not be deleted; empty where it may. */
    default Optional<String> keeps(T object) {
        return Optional.empty();
    }

    /** No rules of its own. */
    static <T extends HasMetadata> Rules<T> none() {
        return new Rules<>() {};
    }
}

package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be done to the objects of one kind: in earnest by a {@link Shelf}, without effect by its rehearsal. */
public interface Changes<T extends HasMetadata> {

    /**
     * Adds an object, giving it uid, creation time, version and, for {@code generateName}, its name.
     *
     * @return what was stored
     */
    T create(T object);

    /**
     * Changes an object by a function of its latest state, calling it again when somebody else was quicker. Names, uid and
     * times are the store's: changes of them are ignored. A function that changes nothing makes no new version.
     *
     * @param change may change and return what it is given, or return something new
     * @return what is stored now
     * @throws ApiStatusException 404 if there is no such object
     */
    T update(@Nullable String namespace, String name, UnaryOperator<T> change);

    /**
     * Deletes an object, or begins to: a pod with a grace period, a namespace, and whatever has finalizers is only marked.
     * A marked pod is removed by {@link Deletion#now()}; the others when an update takes their last finalizer.
     *
     * @return the object as it is now, or as it was last
     * @throws ApiStatusException 404 if there is none, 409 if a precondition does not hold
     */
    T delete(@Nullable String namespace, String name, Deletion how);
}

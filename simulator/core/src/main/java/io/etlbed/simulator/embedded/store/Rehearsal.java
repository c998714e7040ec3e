package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Refuses and answers as a shelf does, and leaves it as it was; nobody hears of it. */
final class Rehearsal<T extends HasMetadata> implements Changes<T> {

    private final Shelf<T> shelf;

    Rehearsal(Shelf<T> shelf) {
        this.shelf = shelf;
    }

    @Override
    public T create(T object) {
        return shelf.prepared(object);
    }

    @Override
    public T update(@Nullable String namespace, String name, UnaryOperator<T> change) {
        Revision<T> before = shelf.requireRevision(namespace, name);
        T changed = shelf.changed(before, change);
        changed.getMetadata().setResourceVersion(Long.toString(before.version()));
        Metadata.countGeneration(changed, before.peek());
        return changed;
    }

    @Override
    public T delete(@Nullable String namespace, String name, Deletion how) {
        Revision<T> before = shelf.requireRevision(namespace, name);
        T marked = before.copy();
        shelf.mark(before, marked, how);
        return marked;
    }
}

package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that happened to one object. */
public final class Change<T extends HasMetadata> {

    /** What happened, as a watch names it. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    private final Type type;
    private final Revision<T> current;
    private final @Nullable Revision<T> previous;

    Change(Type type, Revision<T> current, @Nullable Revision<T> previous) {
        this.type = type;
        this.current = current;
        this.previous = previous;
    }

    public Type type() {
        return type;
    }

    /** The store's version after this change; it is the object's {@code resourceVersion} as well. */
    public long version() {
        return current.version();
    }

    /** The object's namespace, {@code ""} where it has none. */
    public String namespace() {
        return current.key().namespace();
    }

    public String name() {
        return current.key().name();
    }

    /** A copy of the object after this change; of a deleted one, its last state. */
    public T object() {
        return current.copy();
    }

    /** The object after this change, not copied. */
    public Revision<T> current() {
        return current;
    }

    /** The object before this change, not copied; empty where it was added. */
    public Optional<Revision<T>> previous() {
        return Optional.ofNullable(previous);
    }

    @Override
    public String toString() {
        return type + " " + namespace() + "/" + name() + " at " + version();
    }
}

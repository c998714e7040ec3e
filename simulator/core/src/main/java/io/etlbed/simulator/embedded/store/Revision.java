package io.etlbed.simulator.embedded.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An object as it was at one version. What it holds never leaves it, so that nobody can change it. */
public final class Revision<T extends HasMetadata> {

    private final Class<T> type;
    private final ObjectKey key;
    private final long version;
    private final T object;

    /** Made when first asked for; two threads that make it at once make the same. */
    private byte @Nullable [] json;

    /** @param object handed over: the caller keeps no reference */
    Revision(Class<T> type, ObjectKey key, long version, T object) {
        this.type = type;
        this.key = key;
        this.version = version;
        this.object = object;
    }

    ObjectKey key() {
        return key;
    }

    /** The object's namespace, {@code ""} where it has none. */
    public String namespace() {
        return key.namespace();
    }

    public String name() {
        return key.name();
    }

    /** The store's version when the object became this; its {@code resourceVersion}. */
    public long version() {
        return version;
    }

    /** To be read, never to be changed or handed out. */
    T peek() {
        return object;
    }

    /** Whether it is one of those; the predicate must not change what it is shown. */
    public boolean matches(Predicate<? super T> predicate) {
        return predicate.test(object);
    }

    /** The object as JSON, made once: not to be changed. */
    public byte[] json() {
        byte[] made = json;
        if (made == null) {
            made = Codec.encode(object);
            json = made;
        }
        return made;
    }

    /** A copy that belongs to the caller. */
    public T copy() {
        return Codec.decode(json(), type);
    }
}

package io.etlbed.ci.load;

import java.util.concurrent.atomic.AtomicBoolean;

/** An object of the load: how often it was written, and by whom it is being written now. */
final class LoadedObject {

    private final String name;
    private final long key;
    private final SizeRange sizes;
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile long begun;
    private volatile long acknowledged;

    LoadedObject(String name, long key, SizeRange sizes) {
        this.name = name;
        this.key = key;
        this.sizes = sizes;
    }

    String name() {
        return name;
    }

    /** Whether the caller is now the only one to write it. */
    boolean claim() {
        return writing.compareAndSet(false, true);
    }

    /** What the one who has claimed it is to write. It may be read from then on. */
    Content next() {
        long generation = begun + 1;
        begun = generation;
        return content(generation);
    }

    /** What was begun last is stored, and whoever reads from now on must get it, or what comes after it. */
    void stored() {
        acknowledged = begun;
    }

    /** The write is over, well or not. */
    void release() {
        writing.set(false);
    }

    /** The generation that is stored for sure; 0 where none is. */
    long acknowledged() {
        return acknowledged;
    }

    /** The last generation that somebody has begun to write. */
    long begun() {
        return begun;
    }

    Content content(long generation) {
        return new Content(key, generation, sizes.of(Content.hash(key, generation)));
    }
}

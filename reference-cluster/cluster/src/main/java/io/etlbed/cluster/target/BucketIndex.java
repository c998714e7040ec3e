package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.NodeActivity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The objects of one bucket on this target, in order. The files are the truth; this is made of them. */
final class BucketIndex implements AutoCloseable {

    private final ObjectIndex objects;
    private final LongAdder count = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /** What is wrong with files, by their names; that of the object may be lost with the rest. */
    private final Map<Path, String> damage = new ConcurrentHashMap<>();

    /** @param objects none yet; belongs to this one */
    BucketIndex(ObjectIndex objects) {
        this.objects = objects;
    }

    /** An object that was not here before. */
    void put(ObjectMeta meta) {
        count.increment();
        bytes.add(meta.size());
        objects.put(meta);
    }

    /**
     * An object and its file are gone.
     *
     * @param former what was known of it; null where nothing was
     */
    void remove(@Nullable ObjectMeta former, String name, Path file) {
        forget(former);
        objects.remove(name);
        damage.remove(file.getFileName());
    }

    /**
     * The file of an object was replaced by a sound one.
     *
     * @param former what was known of it; null where nothing was
     */
    void put(@Nullable ObjectMeta former, ObjectMeta meta, Path file) {
        forget(former);
        put(meta);
        damage.remove(file.getFileName());
    }

    private void forget(@Nullable ObjectMeta former) {
        if (former != null) {
            count.decrement();
            bytes.add(-former.size());
        }
    }

    /** How many objects there are, and their bytes. */
    NodeActivity.Held held() {
        return new NodeActivity.Held(count.sum(), bytes.sum());
    }

    /** A file is not what was stored in it. */
    void damaged(Path file, String why) {
        damage.put(file.getFileName(), why);
    }

    /** Whether anything is wrong with any file. */
    boolean hasDamage() {
        return !damage.isEmpty();
    }

    /** What is wrong with a file; empty where nothing is known. */
    Optional<String> damage(Path file) {
        return Optional.ofNullable(damage.get(file.getFileName()));
    }

    @Nullable
    ObjectMeta get(String name) {
        return objects.get(name);
    }

    /** The first objects whose names are greater than {@code after} and begin with {@code prefix}. */
    List<ObjectMeta> list(String prefix, String after, int most) {
        return objects.list(prefix, after, most);
    }

    /** The bucket is gone: nothing of it is left here. */
    @Override
    public void close() {
        objects.close();
    }
}

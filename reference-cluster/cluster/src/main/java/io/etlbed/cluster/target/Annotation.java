package io.etlbed.cluster.target;

import io.etlbed.cluster.disk.DiskErrors;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.UnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Attaches something else to a stored object: its bytes stay, its file is another. */
final class Annotation {

    private final ObjectStore store;
    private final ObjectName name;
    private final ObjectKey key;

    Annotation(ObjectStore store, ObjectName name, ObjectKey key) {
        this.store = store;
        this.name = name;
        this.key = key;
    }

    /**
     * Does it.
     *
     * @param change of what is attached
     * @param check is run with the object's lock, and fails where it must not be changed
     * @return whether there is such an object
     * @throws UnavailableException if it was changed meanwhile
     */
    boolean write(UnaryOperator<Map<String, String>> change, Runnable check) {
        Optional<OpenObject> object = store.open(key, name);
        if (object.isEmpty()) {
            return false;
        }
        String failure = "t[" + store.targetId() + "]: nothing is attached to object \"" + key.name() + "\"";
        try {
            write(object.get(), change, check, failure);
        } catch (IOException e) {
            throw DiskErrors.told(failure, e);
        } finally {
            object.get().release();
        }
        return true;
    }

    private void write(OpenObject before, UnaryOperator<Map<String, String>> change, Runnable check, String failure)
            throws IOException {
        ObjectMeta next = before.meta().with(change.apply(before.meta().custom()));
        store.space().require(failure);
        Path copy = store.layout().temporary();
        try {
            try (FileChannel file = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                StoredFile.copy(before, next, file);
                if (store.durable()) {
                    file.force(true);
                }
            }
            synchronized (store.lock(key)) {
                check.run();
                if (!before.meta().equals(store.current(key))) {
                    throw new UnavailableException("object \"" + key.name() + "\" was changed meanwhile; try again", 1);
                }
                store.publish(key, copy, before.meta(), next);
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}

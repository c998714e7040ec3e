package io.etlbed.cluster.control;

import io.etlbed.cluster.disk.DiskErrors;
import io.etlbed.cluster.disk.SealedFile;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Stamped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A node's copy of one kind of metadata, in memory and on disk. The file is replaced as a whole: a crash leaves the old
 * version or the new one. Reading takes no lock.
 */
public final class Replica<T extends Stamped<T>> {

    private final SealedFile file;
    private final Consumer<T> listener;
    private volatile T current;

    /**
     * @param none what is used where there is no file yet
     * @param durable whether each version is forced to the disk before it is used
     * @param listener told of each new version before it is used, one after the other; not of the first
     * @throws IOException if there is a file that cannot be read, or is not what was written; the message names it
     */
    public Replica(Path file, Class<T> type, T none, boolean durable, Consumer<T> listener) throws IOException {
        this.file = new SealedFile(file, durable);
        this.listener = listener;
        this.current = this.file.exists() ? read(this.file, type) : none;
    }

    private static <T> T read(SealedFile file, Class<T> type) throws IOException {
        try {
            return Json.read(file.read(), type);
        } catch (IOException | AisException e) {
            throw new IOException(
                    file
                            + " cannot be read; move it away if other nodes of the cluster have what it holds, and this node"
                            + " learns it from them: " + e.getMessage(),
                    e);
        }
    }

    /** The version in use. */
    public T current() {
        return current;
    }

    /**
     * Uses a version if it is newer than the one in use.
     *
     * @return whether it is
     * @throws AisException 507 or 500 where the disk does not take it; then the one in use stays
     */
    public synchronized boolean accept(T next) {
        if (!next.stamp().after(current.stamp())) {
            return false;
        }
        try {
            file.write(Json.write(next));
        } catch (IOException e) {
            throw DiskErrors.told("cannot write " + file, e);
        }
        listener.accept(next);
        current = next;
        return true;
    }
}

package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Stamped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * A node's copy of one kind of metadata, in memory and on disk. The file is replaced as a whole: a crash leaves the old
 * version or the new one. Reading takes no lock.
 */
public final class Replica<T extends Stamped<T>> {

    private final Path file;
    private final boolean durable;
    private final Consumer<T> listener;
    private volatile T current;

    /**
     * @param none what is used where there is no file yet
     * @param durable whether each version is forced to the disk before it is used
     * @param listener told of each new version before it is used, one after the other; not of the first
     * @throws IOException if there is a file that cannot be read; the message names it
     */
    public Replica(Path file, Class<T> type, T none, boolean durable, Consumer<T> listener) throws IOException {
        this.file = file;
        this.durable = durable;
        this.listener = listener;
        this.current = Files.exists(file) ? read(file, type) : none;
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            return Json.read(Files.readAllBytes(file), type);
        } catch (AisException e) {
            throw new IOException(file + " cannot be read; remove it to go without: " + e.getMessage(), e);
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
     */
    public synchronized boolean accept(T next) {
        if (!next.stamp().after(current.stamp())) {
            return false;
        }
        try {
            write(next);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        listener.accept(next);
        current = next;
        return true;
    }

    private void write(T next) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temporary, Json.write(next));
        if (durable) {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

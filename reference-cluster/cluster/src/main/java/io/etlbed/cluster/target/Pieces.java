package io.etlbed.cluster.target;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What was appended to an object that is not there yet, in a file. Used by one request at a time. */
final class Pieces {

    private final String handle;
    private final ObjectKey key;
    private final Path path;
    private final FileChannel file;
    private long length;

    // Guarded by whoever lends it.
    private boolean taken;
    private long released;

    Pieces(String handle, ObjectKey key, Path path) throws IOException {
        this.handle = handle;
        this.key = key;
        this.path = path;
        this.file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    String handle() {
        return handle;
    }

    ObjectKey key() {
        return key;
    }

    /** Bytes of the pieces that were answered. */
    long length() {
        return length;
    }

    /** Whether it was free until now. */
    boolean take() {
        boolean free = !taken;
        taken = true;
        return free;
    }

    void release(long now) {
        taken = false;
        released = now;
    }

    /** Nanoseconds for which nobody has used it; negative while somebody does. */
    long idleSince(long now) {
        return taken ? -1 : now - released;
    }

    /** Writes all of it at a place. */
    void write(ByteBuffer data, long position) throws IOException {
        long at = position;
        while (data.hasRemaining()) {
            at += file.write(data, at);
        }
    }

    /** @return at least 1 */
    int read(ByteBuffer into, long position) throws IOException {
        int read = file.read(into, position);
        if (read <= 0) {
            throw new EOFException(path + " was cut short at " + position + " bytes");
        }
        return read;
    }

    /** One piece more is complete. */
    void grow(long bytes) {
        length += bytes;
    }

    /** What has come of a piece that is not complete goes. */
    void cut() throws IOException {
        file.truncate(length);
    }

    void remove() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    /** The file goes with the next start of the target. */
    void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

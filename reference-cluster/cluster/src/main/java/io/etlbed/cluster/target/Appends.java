package io.etlbed.cluster.target;

import io.etlbed.cluster.data.Upload;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Names;
import io.etlbed.cluster.wire.UnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Objects that clients put together piece by piece: what was appended waits in a file of its own, and becomes the object when it is
 * flushed. A piece that breaks off leaves those before it. Of what nobody has appended to for long, nothing is left; nor after a
 * restart of the target.
 */
final class Appends implements AutoCloseable {

    /** How long nothing may come. */
    static final Duration IDLE = Duration.ofMinutes(10);

    private static final int MOST = 256;
    private static final int ID_LENGTH = 10;
    private static final int PIECE = 256 << 10;

    private final ObjectStore store;
    private final LongSupplier clock;
    private final Map<String, Pieces> open = new HashMap<>();

    /** @param clock in nanoseconds, as {@link System#nanoTime} */
    Appends(ObjectStore store, LongSupplier clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes one piece more.
     *
     * @param handle as an earlier piece was answered; empty for the first one
     */
    Upload append(ObjectKey key, String handle) throws IOException {
        return new AppendUpload(handle.isEmpty() ? begin(key) : take(key, handle), store.space(), this);
    }

    /**
     * Makes an object of the pieces.
     *
     * @param handle of the pieces
     */
    Upload flush(ObjectKey key, String handle, ExpectedChecksum expected, Revision revision) throws IOException {
        if (handle.isEmpty()) {
            throw new AisException(400, "append handle not provided: there is nothing to flush");
        }
        Pieces pieces = take(key, handle);
        boolean begun = false;
        Upload object = null;
        try {
            object = store.upload(key, expected, revision);
            copy(pieces, object);
            begun = true;
        } finally {
            if (!begun) {
                if (object != null) {
                    object.abort();
                }
                release(pieces);
            }
        }
        return new FlushUpload(pieces, object, this);
    }

    private static void copy(Pieces pieces, Upload object) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(1, pieces.length())));
        for (long done = 0; done < pieces.length(); ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), pieces.length() - done));
            int read = pieces.read(buffer, done);
            object.write(buffer.flip());
            done += read;
        }
    }

    private synchronized Pieces begin(ObjectKey key) throws IOException {
        forgetIdle();
        if (open.size() >= MOST) {
            throw new UnavailableException(
                    "t[" + store.targetId() + "]: " + MOST + " objects are being appended to already; try again", 1);
        }
        String handle = store.targetId() + "|" + Names.freshId(ID_LENGTH);
        Pieces pieces = new Pieces(handle, key, store.layout().temporary());
        pieces.take();
        open.put(handle, pieces);
        return pieces;
    }

    private synchronized Pieces take(ObjectKey key, String handle) throws IOException {
        forgetIdle();
        Pieces pieces = open.get(handle);
        if (pieces == null || !pieces.key().equals(key)) {
            throw new AisException(
                    404,
                    "t[" + store.targetId() + "]: append handle \"" + handle + "\" is not known for object \""
                            + key.name() + "\": it was flushed, belongs to another object, or nothing came for "
                            + IDLE.toMinutes() + " minutes");
        }
        if (!pieces.take()) {
            throw new AisException(409, "another request with append handle \"" + handle + "\" is under way");
        }
        return pieces;
    }

    private void forgetIdle() throws IOException {
        long now = clock.getAsLong();
        for (Pieces each : List.copyOf(open.values())) {
            if (each.idleSince(now) > IDLE.toNanos()) {
                open.remove(each.handle());
                each.remove();
            }
        }
    }

    /** They may be appended to again. */
    synchronized void release(Pieces pieces) {
        pieces.release(clock.getAsLong());
    }

    /** They are the object now, or are to be nothing. */
    synchronized void drop(Pieces pieces) throws IOException {
        open.remove(pieces.handle());
        pieces.remove();
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Pieces::close);
        open.clear();
    }
}

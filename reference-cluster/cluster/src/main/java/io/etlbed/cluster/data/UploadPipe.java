package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object to disk as it comes. An event loop hands pieces to a worker, which holds a thread only while there is something
 * to write. Called on the loop alone.
 */
final class UploadPipe {

    /** Told on the loop. */
    interface Listener {

        /** Pieces are welcome. */
        void opened();

        /** Some of what waited is written: it may have room again. */
        void consumed();

        /** The object is there. */
        void finished(ControlResponse response);

        /** It is not, and nothing of it is left; an {@link InterruptedException} where the node closes. */
        void failed(Exception cause);
    }

    private static final int MANY = 1 << 20;
    private static final int FEW = 256 << 10;

    private final Workers workers;
    private final EventExecutor loop;
    private final Upload.Opener opener;
    private final Listener listener;

    // The loop's own.
    private int pending;
    private boolean full;

    // Shared between loop and worker, under this lock.
    private final Object lock = new Object();
    private final Queue<ByteBuf> pieces = new ArrayDeque<>();
    private boolean working;
    private boolean complete;
    private boolean abandoned;

    // The worker's own.
    private @Nullable Upload upload;
    private boolean ended;

    UploadPipe(Workers workers, EventExecutor loop, Upload.Opener opener, Listener listener) {
        this.workers = workers;
        this.loop = loop;
        this.opener = opener;
        this.listener = listener;
    }

    /** Opens the object. */
    void start() {
        work(() -> {});
    }

    /** Bytes that wait to be written. */
    int pending() {
        return pending;
    }

    /** Whether the disk is so far behind that nothing more should come for now. */
    boolean full() {
        return full;
    }

    /** Takes a piece, and the claim on it. */
    void content(ByteBuf data) {
        pending += data.readableBytes();
        full |= pending > MANY;
        work(() -> {
            if (abandoned) {
                data.release();
            } else {
                pieces.add(data);
            }
        });
    }

    /** All of it has come. */
    void complete() {
        work(() -> complete = true);
    }

    /** It will not come in full: nothing of it is to be left. */
    void giveUp() {
        work(() -> abandoned = true);
    }

    private void work(Runnable change) {
        synchronized (lock) {
            change.run();
            if (working) {
                return;
            }
            working = true;
        }
        try {
            workers.run(this::run);
        } catch (RuntimeException e) {
            abandon();
            discard();
            listener.failed(e);
        }
    }

    private void run() {
        try {
            if (upload == null && !isAbandoned()) {
                upload = opener.open();
                loop.execute(listener::opened);
            }
            while (true) {
                ByteBuf piece;
                boolean finish;
                synchronized (lock) {
                    piece = abandoned ? null : pieces.poll();
                    finish = complete && !abandoned;
                    if (piece == null && !finish && !abandoned) {
                        working = false;
                        return;
                    }
                }
                if (piece != null) {
                    write(piece);
                } else if (finish) {
                    finish();
                    return;
                } else {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (Exception e) {
            fail(e);
        }
        discard();
    }

    private void fail(Exception cause) {
        abandon();
        loop.execute(() -> listener.failed(cause));
    }

    private void abandon() {
        synchronized (lock) {
            abandoned = true;
        }
    }

    private boolean isAbandoned() {
        synchronized (lock) {
            return abandoned;
        }
    }

    private void write(ByteBuf piece) throws IOException {
        int size = piece.readableBytes();
        try {
            if (upload != null) {
                upload.write(piece.nioBuffer());
            }
        } finally {
            piece.release();
        }
        loop.execute(() -> consumed(size));
    }

    private void consumed(int size) {
        pending -= size;
        full &= pending >= FEW;
        listener.consumed();
    }

    private void finish() throws IOException, InterruptedException {
        Upload done = upload;
        if (done == null || ended) {
            return;
        }
        ControlResponse response = done.finish();
        ended = true;
        loop.execute(() -> listener.finished(response));
    }

    /** Nothing of the body is wanted any more. */
    private void discard() {
        synchronized (lock) {
            for (ByteBuf piece = pieces.poll(); piece != null; piece = pieces.poll()) {
                piece.release();
            }
        }
        Upload left = upload;
        if (left != null && !ended) {
            ended = true;
            left.abort();
        }
    }
}

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
 * to write. To wake a thread costs more than to write a small object: pieces wait until {@link #flush} or the end, and the loop is
 * told of what was written by the quarter of a mebibyte. Called on the loop alone.
 */
final class UploadPipe {

    /** Told on the loop. */
    interface Listener {

        /** Pieces are welcome, as was asked by {@link #start}. */
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
    private boolean tellOpened;
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

    /** Opens the object before there is a piece of it, and tells. */
    void start() {
        work(() -> tellOpened = true);
    }

    /** Has what has come written. */
    void flush() {
        boolean any;
        synchronized (lock) {
            any = !pieces.isEmpty();
        }
        if (any) {
            work(() -> {});
        }
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
        synchronized (lock) {
            if (abandoned) {
                data.release();
            } else {
                pieces.add(data);
            }
        }
        if (full) {
            flush();
        }
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
            open();
            int untold = 0;
            Turn turn = turn();
            for (ByteBuf piece = turn.piece(); piece != null; piece = turn.piece()) {
                untold += write(piece);
                if (untold >= FEW) {
                    tell(untold);
                    untold = 0;
                }
                turn = turn();
            }
            if (turn.waits()) {
                tell(untold);
                return;
            }
            if (turn.finishes()) {
                finish();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (Exception e) {
            fail(e);
        }
        discard();
    }

    /** What a worker is to do next: write a piece, wait for one, or finish; none of them where nothing is wanted any more. */
    private record Turn(@Nullable ByteBuf piece, boolean waits, boolean finishes) {}

    private Turn turn() {
        synchronized (lock) {
            ByteBuf piece = abandoned ? null : pieces.poll();
            boolean waits = piece == null && !complete && !abandoned;
            // Who waits gives up its thread, and may not look at anything of the worker's own any more.
            working = !waits;
            return new Turn(piece, waits, complete && !abandoned);
        }
    }

    private void open() throws IOException {
        boolean tell;
        synchronized (lock) {
            tell = tellOpened;
            if (abandoned) {
                return;
            }
        }
        if (upload == null) {
            upload = opener.open();
            if (tell) {
                loop.execute(listener::opened);
            }
        }
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

    private int write(ByteBuf piece) throws IOException {
        int size = piece.readableBytes();
        try {
            if (upload != null) {
                upload.write(piece.nioBuffer());
            }
        } finally {
            piece.release();
        }
        return size;
    }

    private void tell(int written) {
        if (written > 0) {
            loop.execute(() -> consumed(written));
        }
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

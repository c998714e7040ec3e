package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a body to disk as it comes. The event loop hands pieces to a worker and stops reading while the disk is behind,
 * so that an upload holds little memory, and a thread only while there is something to write.
 */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class UploadExchange implements Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(UploadExchange.class);
    private static final int MANY = 1 << 20;
    private static final int FEW = 256 << 10;

    private final Connection connection;
    private final Upload.Opener opener;

    // Shared between loop and worker, under this lock.
    private final Object lock = new Object();
    private final Queue<ByteBuf> pieces = new ArrayDeque<>();
    private boolean working;
    private boolean complete;
    private boolean abandoned;

    // The worker's own.
    private @Nullable Upload upload;
    private boolean ended;

    // The loop's own.
    private int pending;
    private boolean over;

    UploadExchange(Connection connection, Upload.Opener opener) {
        this.connection = connection;
        this.opener = opener;
    }

    void start() {
        work(() -> {});
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
            connection.server().workers().run(this::run);
        } catch (RuntimeException e) {
            abandon();
            discard();
            failed(e);
        }
    }

    @Override
    public void content(ByteBuf data) {
        if (over) {
            data.release();
            return;
        }
        pending += data.readableBytes();
        if (pending > MANY) {
            connection.pauseReading(true);
        }
        work(() -> {
            if (abandoned) {
                data.release();
            } else {
                pieces.add(data);
            }
        });
    }

    @Override
    public void requestEnd() {
        if (!over) {
            work(() -> complete = true);
        }
    }

    @Override
    public boolean needsBody() {
        return true;
    }

    @Override
    public void lost() {
        over = true;
        work(() -> abandoned = true);
    }

    private void run() {
        try {
            if (upload == null && !isAbandoned()) {
                upload = opener.open();
                connection.context().executor().execute(this::opened);
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
            abandon();
            connection.context().executor().execute(() -> connection.context().close());
        } catch (Exception e) {
            abandon();
            connection.context().executor().execute(() -> failed(e));
        }
        discard();
    }

    private void abandon() {
        synchronized (lock) {
            abandoned = true;
        }
    }

    private void opened() {
        if (!over) {
            connection.welcomeBody();
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
        connection.context().executor().execute(() -> consumed(size));
    }

    private void consumed(int size) {
        pending -= size;
        if (!over && pending < FEW) {
            connection.pauseReading(false);
        }
    }

    private void finish() throws IOException, InterruptedException {
        Upload done = upload;
        if (done == null || ended) {
            return;
        }
        ControlResponse response = done.finish();
        ended = true;
        connection.context().executor().execute(() -> {
            if (!over) {
                over = true;
                connection.answer(response);
            }
        });
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

    private void failed(Exception e) {
        if (over) {
            LOG.debug("an upload that its client gave up failed as well", e);
            return;
        }
        over = true;
        connection.pauseReading(false);
        connection.fail(e);
        work(() -> abandoned = true);
    }

    @Override
    public long progress() {
        return pending;
    }

    @Override
    public boolean waitsForClient() {
        return !connection.requestDone() && pending == 0;
    }
}

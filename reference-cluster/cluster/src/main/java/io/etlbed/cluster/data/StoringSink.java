package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;

/** Writes an object on this target. */
final class StoringSink implements MoveSink, UploadPipe.Listener {

    private final UploadPipe pipe;
    private final CompletableFuture<Long> moved = new CompletableFuture<>();
    private Runnable onReady = () -> {};
    private long bytes;

    StoringSink(ServerContext server, EventLoop loop, Upload.Opener opener) {
        this.pipe = new UploadPipe(server.workers(), loop, opener, this);
    }

    @Override
    public void onReady(Runnable action) {
        onReady = action;
    }

    @Override
    public CompletableFuture<Long> moved() {
        return moved;
    }

    /** The object is opened with its first piece: of a pod that fails nothing is begun. */
    @Override
    public void begin(long length) {}

    @Override
    public void body(ByteBuf data) {
        bytes += data.readableBytes();
        pipe.content(data);
    }

    @Override
    public boolean flush() {
        pipe.flush();
        return ready();
    }

    @Override
    public boolean ready() {
        return !pipe.full();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void end() {
        pipe.complete();
    }

    @Override
    public void fail(String reason, boolean answered) {
        pipe.giveUp();
        moved.completeExceptionally(new MoveException(reason, answered));
    }

    @Override
    public void opened() {}

    @Override
    public void consumed() {
        if (ready()) {
            onReady.run();
        }
    }

    @Override
    public void finished(ControlResponse response) {
        moved.complete(bytes);
    }

    @Override
    public void failed(Exception cause) {
        boolean busy = cause instanceof AisException refused && refused.status() == 503;
        boolean lasting = !busy && !(cause instanceof InterruptedException);
        String reason = cause instanceof AisException ? cause.getMessage() : "cannot write the object: " + cause;
        moved.completeExceptionally(new MoveException(String.valueOf(reason), lasting));
    }
}

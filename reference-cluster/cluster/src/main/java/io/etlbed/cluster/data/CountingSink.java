package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;

/** Counts what would be written (API-05). */
final class CountingSink implements MoveSink {

    private final CompletableFuture<Long> moved = new CompletableFuture<>();
    private long bytes;

    @Override
    public CompletableFuture<Long> moved() {
        return moved;
    }

    @Override
    public void begin(long length) {}

    @Override
    public void body(ByteBuf data) {
        bytes += data.readableBytes();
        data.release();
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void end() {
        moved.complete(bytes);
    }

    @Override
    public void fail(String reason, boolean answered) {
        moved.completeExceptionally(new MoveException(reason, answered));
    }
}

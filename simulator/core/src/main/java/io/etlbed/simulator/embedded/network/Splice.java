package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Copies bytes between two connections, both ways at once. The end of one direction is passed on (half-close) while the
 * other goes on; a failure of either side resets both, as it would without anything between.
 */
final class Splice {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final SocketChannel left;
    private final SocketChannel right;
    private final Runnable atEnd;
    private final AtomicInteger running = new AtomicInteger(2);

    private Splice(SocketChannel left, SocketChannel right, Runnable atEnd) {
        this.left = left;
        this.right = right;
        this.atEnd = atEnd;
    }

    /**
     * Starts copying; both channels belong to the splice from here on.
     *
     * @param atEnd runs once, when both are closed
     */
    static void start(SocketChannel left, SocketChannel right, Executor threads, Runnable atEnd) {
        Splice splice = new Splice(left, right, atEnd);
        try {
            left.setOption(StandardSocketOptions.TCP_NODELAY, true);
            right.setOption(StandardSocketOptions.TCP_NODELAY, true);
            threads.execute(() -> splice.copy(left, right));
            threads.execute(() -> splice.copy(right, left));
        } catch (IOException | RejectedExecutionException failure) {
            splice.reset();
            atEnd.run();
        }
    }

    private void copy(SocketChannel from, SocketChannel to) {
        try {
            // On the heap: what the JDK copies through belongs to the thread and goes with it.
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException failure) {
            reset();
        } finally {
            if (running.decrementAndGet() == 0) {
                Channels.closeQuietly(left);
                Channels.closeQuietly(right);
                atEnd.run();
            }
        }
    }

    private void reset() {
        Channels.reset(left);
        Channels.reset(right);
    }
}

package io.etlbed.simulator.embedded.network;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** What every user of a blocking channel does again and again. */
final class Channels {

    private Channels() {}

    static void readFully(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException(
                        "the connection ended after " + buffer.position() + " of " + buffer.limit() + " bytes");
            }
        }
        buffer.flip();
    }

    static void writeFully(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Closes what is of no more use; that it cannot be closed properly changes nothing then. */
    @SuppressWarnings("EmptyCatch")
    static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException alreadyBroken) {
            // nothing is left to do with it
        }
    }

    /** Closes so that the peer sees a reset and not an orderly end. */
    @SuppressWarnings("EmptyCatch")
    static void reset(SocketChannel channel) {
        try {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException alreadyBroken) {
            // the close below is all that remains
        }
        closeQuietly(channel);
    }
}

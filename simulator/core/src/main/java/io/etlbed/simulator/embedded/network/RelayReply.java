package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The relay's answer to a request: a length, 0 where all is well, and that many bytes of reason where not. */
final class RelayReply {

    private static final int LONGEST = 4096;

    private RelayReply() {}

    static void accept(SocketChannel channel) throws IOException {
        Channels.writeFully(channel, ByteBuffer.allocate(2));
    }

    static void refuse(SocketChannel channel, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, LONGEST);
        Channels.writeFully(
                channel,
                ByteBuffer.allocate(2 + length)
                        .putShort((short) length)
                        .put(text, 0, length)
                        .flip());
    }

    /**
     * Waits for the answer.
     *
     * @throws IOException with the relay's reason where it refused
     */
    static void await(SocketChannel channel) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(2);
        Channels.readFully(channel, length);
        int bytes = Short.toUnsignedInt(length.getShort());
        if (bytes > 0) {
            ByteBuffer reason = ByteBuffer.allocate(bytes);
            Channels.readFully(channel, reason);
            throw new IOException(StandardCharsets.UTF_8.decode(reason).toString());
        }
    }
}

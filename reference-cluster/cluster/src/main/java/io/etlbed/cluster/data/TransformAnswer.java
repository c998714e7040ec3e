package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/** The client's side of an inline transform: 200 and the pod's body, with its length if the pod told it. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class TransformAnswer {

    /** Up to here the first piece goes in one packet with the head. */
    private static final int SMALL = 4 << 10;

    private static final byte[] TYPE = ResponseHead.ascii("Content-Type: application/octet-stream\r\n");
    private static final byte[] CHUNKED = ResponseHead.ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CRLF = ResponseHead.ascii("\r\n");
    private static final byte[] END = ResponseHead.ascii("0\r\n\r\n");

    private final Connection connection;
    private long length = -1;
    private long bytes;
    private boolean chunked;
    private boolean begun;

    TransformAnswer(Connection connection) {
        this.connection = connection;
    }

    /** The pod has accepted. Nothing is sent yet: it may still die before its first byte. */
    void begin(long announced) {
        length = announced;
    }

    /** Whether the client has been sent something, so that it is too late for an error. */
    boolean begun() {
        return begun;
    }

    /** Bytes of the body so far. */
    long bytes() {
        return bytes;
    }

    /** Takes a piece of the body. */
    void body(ByteBuf data) {
        int size = data.readableBytes();
        if (size == 0) {
            data.release();
            return;
        }
        ChannelHandlerContext client = connection.context();
        if (!begun) {
            ByteBuf head = head(size <= SMALL ? size : 0);
            if (!chunked && size <= SMALL) {
                bytes += size;
                client.write(head.writeBytes(data));
                data.release();
                return;
            }
            client.write(head);
        }
        bytes += size;
        if (chunked) {
            client.write(client.alloc()
                    .ioBuffer(16)
                    .writeBytes(ResponseHead.ascii(Integer.toHexString(size)))
                    .writeBytes(CRLF));
            client.write(data);
            client.write(Unpooled.wrappedBuffer(CRLF));
        } else {
            client.write(data);
        }
    }

    /** @param room for what is to follow in the same buffer */
    private ByteBuf head(int room) {
        begun = true;
        chunked = length < 0 && !connection.head().http10();
        connection.closeUnlessDrainable();
        if (length < 0 && !chunked) {
            connection.closeAfterResponse();
        }
        ByteBuf out = ResponseHead.begin(
                        connection.context().alloc(), 200, connection.head(), connection.keepAlive(), 256 + room)
                .writeBytes(TYPE);
        if (chunked) {
            out.writeBytes(CHUNKED);
        } else if (length >= 0) {
            ResponseHead.length(out, length);
        }
        return ResponseHead.end(out);
    }

    /** Sends what is written; whether the client takes more at once. */
    boolean flush() {
        connection.context().flush();
        return connection.context().channel().isWritable();
    }

    /** The body is complete. */
    void end() {
        ByteBuf rest = begun ? Unpooled.EMPTY_BUFFER : head(0);
        connection.writeLast(chunked ? Unpooled.wrappedBuffer(rest, Unpooled.wrappedBuffer(END)) : rest);
    }
}

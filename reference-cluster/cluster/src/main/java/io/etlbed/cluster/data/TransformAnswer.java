package io.etlbed.cluster.data;

import io.etlbed.cluster.wire.AisException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/**
 * The client's side of an inline transform: 200 and the pod's body, with its length if the pod told it. The client gets no byte
 * before the pod has sent the first of its body; until then every failure is a 400 that it can read. Afterwards a failure cuts
 * the answer short in a way that cannot be taken for its end (COMM-09).
 */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class TransformAnswer implements TransformSink {

    /** Up to here the first piece goes in one packet with the head. */
    private static final int SMALL = 4 << 10;

    private static final byte[] TYPE = ResponseHead.ascii("Content-Type: application/octet-stream\r\n");
    private static final byte[] CHUNKED = ResponseHead.ascii("Transfer-Encoding: chunked\r\n");

    private final Connection connection;
    private long length = -1;
    private long bytes;
    private boolean chunked;
    private boolean begun;

    TransformAnswer(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void begin(long announced) {
        length = announced;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void body(ByteBuf data) {
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
            Chunks.write(client, data);
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

    @Override
    public boolean flush() {
        connection.context().flush();
        return ready();
    }

    @Override
    public boolean ready() {
        return connection.context().channel().isWritable();
    }

    @Override
    public void end() {
        ByteBuf rest = begun ? Unpooled.EMPTY_BUFFER : head(0);
        connection.writeLast(chunked ? Unpooled.wrappedBuffer(rest, Chunks.end()) : rest);
    }

    @Override
    public void fail(String reason, boolean answered) {
        if (begun) {
            connection.abort();
        } else {
            connection.fail(new AisException(400, reason));
        }
    }
}

package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;

/** The client's side of a relay: the other node's answer, piece by piece, in the frame that this client understands. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class RelayAnswer {

    private static final byte[] CHUNKED = ResponseHead.ascii("Transfer-Encoding: chunked\r\n");

    private final Connection connection;
    private boolean chunked;
    private boolean begun;
    private long bytes;

    RelayAnswer(Connection connection) {
        this.connection = connection;
    }

    boolean begun() {
        return begun;
    }

    /** Bytes of the body that were passed on. */
    long bytes() {
        return bytes;
    }

    void begin(HttpResponse head) {
        begun = true;
        int status = head.status().code();
        boolean bodiless = connection.head().isHead() || status == 204 || status == 304;
        long length = HttpUtil.isTransferEncodingChunked(head) ? -1 : HttpUtil.getContentLength(head, -1L);
        chunked = length < 0 && !bodiless && !connection.head().http10();
        connection.closeUnlessDrainable();
        if (length < 0 && !bodiless && !chunked) {
            connection.closeAfterResponse();
        }
        ByteBuf out = EndToEnd.write(
                ResponseHead.begin(
                        connection.context().alloc(), status, connection.head(), connection.keepAlive(), 512),
                head.headers());
        if (chunked) {
            out.writeBytes(CHUNKED);
        } else if (length >= 0) {
            ResponseHead.length(out, length);
        }
        client().write(ResponseHead.end(out));
    }

    /** Takes a piece, and the claim on it. */
    void body(ByteBuf data) {
        if (!data.isReadable()) {
            data.release();
            return;
        }
        bytes += data.readableBytes();
        if (chunked) {
            Chunks.write(client(), data);
        } else {
            client().write(data);
        }
    }

    /** Passes on what was taken; whether more is welcome at once. */
    boolean flush() {
        client().flush();
        return ready();
    }

    boolean ready() {
        return client().channel().isWritable();
    }

    void end() {
        connection.writeLast(chunked ? Chunks.end() : Unpooled.EMPTY_BUFFER);
    }

    private ChannelHandlerContext client() {
        return connection.context();
    }
}

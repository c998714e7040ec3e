package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundInvoker;

/** The chunks of a body whose length is not known before (RFC 9112, 7.1). */
// A write that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class Chunks {

    private static final byte[] CRLF = ResponseHead.ascii("\r\n");
    private static final byte[] END = ResponseHead.ascii("0\r\n\r\n");

    private Chunks() {}

    /** Writes a piece, which is not empty, and passes on the claim on it. */
    static void write(ChannelOutboundInvoker to, ByteBuf data) {
        to.write(Unpooled.wrappedBuffer(ResponseHead.ascii(Integer.toHexString(data.readableBytes()) + "\r\n")));
        to.write(data);
        to.write(Unpooled.wrappedBuffer(CRLF));
    }

    /** What ends the body. */
    static ByteBuf end() {
        return Unpooled.wrappedBuffer(END);
    }
}

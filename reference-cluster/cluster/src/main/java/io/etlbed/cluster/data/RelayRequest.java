package io.etlbed.cluster.data;

import io.etlbed.cluster.wire.Header;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The other node's side of a relay: a client's request. The node is asked before it gets the body, so that it may name another one
 * instead, or refuse.
 */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class RelayRequest {

    private static final int ROOM = 1024;

    private final RequestHead head;
    private final String by;
    private final boolean chunked;
    private final boolean hasBody;

    /** What has come before it was asked for. */
    private final Queue<ByteBuf> waiting = new ArrayDeque<>();

    private @Nullable PeerConnection to;
    private boolean welcome;
    private boolean complete;
    private boolean sent;
    private long bytes;

    /** @param by the node that passes it on */
    RelayRequest(RequestHead head, String by) {
        this.head = head;
        this.by = by;
        this.chunked = head.contentLength() < 0;
        this.hasBody = head.contentLength() != 0;
        this.welcome = !hasBody;
    }

    boolean hasBody() {
        return hasBody;
    }

    /** Whether the node has asked for the body, or there is none. */
    boolean welcome() {
        return welcome;
    }

    /** Whether all of it has gone. */
    boolean sent() {
        return sent;
    }

    /** Bytes of the body that have gone. */
    long bytes() {
        return bytes;
    }

    /** Whether it could be sent once more without having an effect twice. */
    boolean repeatable() {
        return hasBody ? !welcome : head.method().equals("GET") || head.isHead();
    }

    /** Sends the head, and so much of the body as is asked for by then. */
    void begin(PeerConnection connection, Peer peer, String target) {
        to = connection;
        sent = !hasBody;
        ByteBuf out = connection.channel().alloc().ioBuffer(ROOM + target.length());
        ByteBufUtil.writeAscii(out, head.method() + " " + target + " HTTP/1.1\r\nHost: " + peer + "\r\n");
        EndToEnd.write(out, head.request().headers());
        ByteBufUtil.writeAscii(out, Header.RELAYED_BY + ": " + by + "\r\n" + frame() + "\r\n");
        connection.channel().writeAndFlush(out);
    }

    private String frame() {
        if (hasBody) {
            return "Expect: 100-continue\r\n"
                    + (chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + head.contentLength() + "\r\n");
        }
        return head.method().equals("GET") || head.isHead() ? "" : "Content-Length: 0\r\n";
    }

    /** The node asks for the body. */
    void welcomed() {
        welcome = true;
        for (ByteBuf data = waiting.poll(); data != null; data = waiting.poll()) {
            write(data);
        }
        finish();
    }

    /** Takes a piece, and the claim on it; whether the next one is welcome. */
    boolean body(ByteBuf data) {
        if (!welcome) {
            waiting.add(data);
            return false;
        }
        write(data);
        return ready();
    }

    private void write(ByteBuf data) {
        PeerConnection now = to;
        if (now == null) {
            data.release();
            return;
        }
        bytes += data.readableBytes();
        if (chunked) {
            Chunks.write(now.channel(), data);
        } else {
            now.channel().write(data);
        }
        now.channel().flush();
    }

    boolean ready() {
        return welcome && to != null && to.channel().isWritable();
    }

    void end() {
        complete = true;
        finish();
    }

    private void finish() {
        PeerConnection now = to;
        if (complete && welcome && !sent && now != null) {
            sent = true;
            now.channel().writeAndFlush(chunked ? Chunks.end() : Unpooled.EMPTY_BUFFER);
        }
    }

    /** Nothing more of it is wanted. */
    void giveUp() {
        to = null;
        for (ByteBuf data = waiting.poll(); data != null; data = waiting.poll()) {
            data.release();
        }
    }
}

package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to a peer: serves one request at a time, and idles in its pool between them. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class PeerConnection extends ChannelInboundHandlerAdapter {

    private static final int IDLE_SECONDS = 30;

    /** Who uses the connection now. */
    interface User {

        /** A part of the answer, with the claim on it. */
        void peerRead(PeerConnection from, Object message);

        /** No more to read for now. */
        void peerReadComplete(PeerConnection from);

        /** It takes more again, or no more for now. */
        default void peerWritable() {}

        /** The connection is gone, by an error or by the peer's will. */
        void peerClosed(PeerConnection from, @Nullable Throwable cause);
    }

    private final PeerLane lane;
    private final Channel channel;
    private @Nullable User user;
    private @Nullable Throwable failure;
    private boolean used;
    private boolean usedLately = true;
    private boolean bodiless;

    PeerConnection(PeerLane lane, Channel channel) {
        this.lane = lane;
        this.channel = channel;
    }

    /** Whether it has served a request before, so that the peer may have closed it meanwhile. */
    boolean reused() {
        return used;
    }

    Channel channel() {
        return channel;
    }

    boolean active() {
        return channel.isActive();
    }

    void serve(User next) {
        user = next;
        usedLately = true;
        bodiless = false;
    }

    /** The answer will have no body, whatever its head says: the request is a HEAD. */
    void expectNoBody() {
        bodiless = true;
    }

    boolean bodiless() {
        return bodiless;
    }

    /** Sends a request: its head and body, or a buffer that holds both. */
    ChannelFuture send(ByteBuf head, @Nullable FileSlice body) {
        if (body == null) {
            return channel.writeAndFlush(head);
        }
        channel.write(head);
        return channel.writeAndFlush(body);
    }

    /** Whether to take more of the answer; a slow client makes its pod wait. */
    void reading(boolean read) {
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    /** The request is over and the connection may serve another. */
    void release() {
        user = null;
        used = true;
        reading(true);
        lane.released(this);
    }

    /** The request is over, and so is the connection. */
    void close() {
        user = null;
        channel.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.executor().schedule(this::closeIfUnused, IDLE_SECONDS, TimeUnit.SECONDS);
    }

    private void closeIfUnused() {
        if (user == null && !usedLately) {
            channel.close();
        } else if (channel.isActive()) {
            usedLately = false;
            channel.eventLoop().schedule(this::closeIfUnused, IDLE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        User now = user;
        if (now == null) {
            // An idle connection has nothing to say.
            ReferenceCountUtil.release(message);
            channel.close();
        } else {
            now.peerRead(this, message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        User now = user;
        if (now != null) {
            now.peerReadComplete(this);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        User now = user;
        if (now != null) {
            now.peerWritable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failure = cause;
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lane.closed(this);
        User now = user;
        user = null;
        if (now != null) {
            now.peerClosed(this, failure);
        }
    }
}

package io.etlbed.cluster.data;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * The connections of one event loop to one peer. A request and its pod share the loop, so that streaming between them
 * needs no hand-over between threads.
 */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class PeerLane {

    private static final int CHUNK = 64 << 10;
    private static final int READS_AT_ONCE = 4;

    /** Who waits for a connection. */
    interface Waiter {

        /** Here it is; the caller's until it releases or closes it. */
        void connected(PeerConnection connection);

        /** Its turn has come: it is being connected. */
        void dialling();

        /** There will be none. */
        void refused(Exception cause);

        /** Whether it is wanted no more. */
        boolean gone();
    }

    private final PeerPool pool;
    private final EventLoop loop;
    private final Peer peer;
    private final int limit;
    private final ArrayDeque<PeerConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Waiter> queue = new ArrayDeque<>();
    private int open;

    PeerLane(PeerPool pool, EventLoop loop, Peer peer, int limit) {
        this.pool = pool;
        this.loop = loop;
        this.peer = peer;
        this.limit = limit;
    }

    /** @param fresh whether one that has served before will not do */
    void acquire(Waiter waiter, boolean fresh) {
        PeerConnection ready = idle.pollLast();
        while (ready != null && (fresh || !ready.active())) {
            ready.close();
            ready = idle.pollLast();
        }
        if (ready != null) {
            waiter.connected(ready);
        } else if (open < limit) {
            open++;
            dial(waiter);
        } else {
            queue.add(waiter);
        }
    }

    private void dial(Waiter waiter) {
        waiter.dialling();
        try {
            pool.dialers().run(() -> {
                try {
                    SocketChannel socket = pool.dialer().dial(peer.host(), peer.port());
                    loop.execute(() -> dialled(waiter, socket));
                } catch (Exception e) {
                    loop.execute(() -> failed(waiter, e));
                }
            });
        } catch (RuntimeException e) {
            failed(waiter, e);
        }
    }

    private void failed(Waiter waiter, Exception cause) {
        open--;
        waiter.refused(cause);
        next();
    }

    private void dialled(Waiter waiter, SocketChannel socket) {
        try {
            NioSocketChannel channel = new NioSocketChannel(socket);
            // A pod may answer and close before it has read all; the answer is to be read even so.
            channel.config()
                    .setAutoClose(false)
                    .setTcpNoDelay(true)
                    .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(READS_AT_ONCE));
            PeerConnection connection = new PeerConnection(this, channel);
            pool.tls()
                    .ifPresent(tls -> channel.pipeline()
                            .addLast(tls.client(channel.alloc(), peer.host(), peer.port()), new SliceReader()));
            channel.pipeline().addLast(new PeerAnswers(connection), connection);
            pool.open().add(channel);
            loop.register(channel);
            hand(waiter, connection);
        } catch (RuntimeException e) {
            try {
                socket.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            failed(waiter, e);
        }
    }

    /** Answers of a peer; those to a HEAD have no body. */
    private static final class PeerAnswers extends HttpResponseDecoder {

        private final PeerConnection connection;

        PeerAnswers(PeerConnection connection) {
            super(new HttpDecoderConfig().setMaxChunkSize(CHUNK));
            this.connection = connection;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return connection.bodiless() || super.isContentAlwaysEmpty(message);
        }
    }

    private void hand(Waiter waiter, PeerConnection connection) {
        if (waiter.gone()) {
            released(connection);
        } else {
            waiter.connected(connection);
        }
    }

    void released(PeerConnection connection) {
        Waiter waiter = queue.poll();
        while (waiter != null && waiter.gone()) {
            waiter = queue.poll();
        }
        if (waiter == null) {
            idle.addLast(connection);
        } else {
            waiter.connected(connection);
        }
    }

    void closed(PeerConnection connection) {
        idle.remove(connection);
        pool.open().remove(connection.channel());
        open--;
        next();
    }

    private void next() {
        Waiter waiter = queue.poll();
        while (waiter != null && waiter.gone()) {
            waiter = queue.poll();
        }
        if (waiter != null) {
            acquire(waiter, false);
        } else if (open == 0) {
            pool.forget(loop, peer);
        }
    }
}

package io.etlbed.cluster.data;

import io.etlbed.cluster.wire.BadChecksumException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** PUTs an object to another target, whose answer says that it is there. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class PuttingSink implements MoveSink, PeerLane.Waiter, PeerConnection.User {

    private final ServerContext server;
    private final EventLoop loop;
    private final Peer peer;
    private final String path;
    private final String headers;
    private final CompletableFuture<Long> moved = new CompletableFuture<>();

    /** What is sent as it is, with a claim on it until the other side has it, or not. */
    private @Nullable ObjectFile whole;

    /** What has come before the connection was there. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private Runnable onReady = () -> {};
    private @Nullable PeerConnection connection;
    private @Nullable HttpResponse response;
    private @Nullable PeerError error;
    private long length;
    private long bytes;
    private boolean complete;
    private int silence;

    PuttingSink(ServerContext server, EventLoop loop, Destination.There to) {
        this.server = server;
        this.loop = loop;
        this.peer = Peer.of(to.node());
        this.path = to.path();
        this.headers = to.headers();
    }

    /** Sends a whole object with its checksum, by which the other side sees whether all of it has come as it was stored. */
    void whole(ObjectFile file) {
        whole = file;
        bytes = file.size();
        complete = true;
        if (file.size() > 0) {
            file.retain();
            waiting.add(new FileSlice(file, 0, file.size()));
        }
        begin(file.size());
    }

    @Override
    public CompletableFuture<Long> moved() {
        return moved;
    }

    @Override
    public void onReady(Runnable action) {
        onReady = action;
    }

    @Override
    public void begin(long announced) {
        length = announced;
        server.peers().lane(loop, peer).acquire(this, false);
    }

    @Override
    public void body(ByteBuf data) {
        int size = data.readableBytes();
        if (size == 0 || gone()) {
            data.release();
            return;
        }
        bytes += size;
        write(data);
    }

    private void write(Object piece) {
        PeerConnection now = connection;
        if (now == null) {
            waiting.add(piece);
        } else if (length < 0 && piece instanceof ByteBuf data) {
            Chunks.write(now.channel(), data);
        } else {
            now.channel().write(piece);
        }
    }

    @Override
    public boolean flush() {
        PeerConnection now = connection;
        if (now != null) {
            now.channel().flush();
        }
        return ready();
    }

    @Override
    public boolean ready() {
        return connection != null && connection.channel().isWritable();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void end() {
        complete = true;
        finishBody();
    }

    private void finishBody() {
        PeerConnection now = connection;
        if (now != null && complete) {
            now.channel().writeAndFlush(length < 0 ? Chunks.end() : Unpooled.EMPTY_BUFFER);
        }
    }

    @Override
    public void fail(String reason, boolean answered) {
        PeerConnection now = connection;
        if (now != null) {
            // Its end before that of the body leaves nothing on the other side.
            now.close();
        }
        connection = null;
        for (Object piece = waiting.poll(); piece != null; piece = waiting.poll()) {
            ReferenceCountUtil.release(piece);
        }
        settle(false);
        moved.completeExceptionally(new MoveException(reason, answered));
    }

    @Override
    public boolean gone() {
        return moved.isDone();
    }

    @Override
    public void dialling() {
        silence = 0;
    }

    @Override
    public void refused(Exception cause) {
        if (!gone()) {
            fail("cannot connect to target at " + peer + ": " + cause.getMessage(), false);
        }
    }

    @Override
    public void connected(PeerConnection ready) {
        connection = ready;
        ready.serve(this);
        Channel channel = ready.channel();
        channel.write(Unpooled.wrappedBuffer(ResponseHead.ascii("PUT " + path + " HTTP/1.1\r\nHost: " + peer + "\r\n"
                + headers
                + checksum()
                + (length < 0 ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + length + "\r\n\r\n"))));
        for (Object piece = waiting.poll(); piece != null; piece = waiting.poll()) {
            write(piece);
        }
        channel.flush();
        finishBody();
        onReady.run();
    }

    @Override
    public void peerWritable() {
        silence = 0;
        onReady.run();
    }

    @Override
    public void peerRead(PeerConnection from, Object message) {
        if (gone()) {
            ReferenceCountUtil.release(message);
            return;
        }
        silence = 0;
        if (message instanceof HttpResponse head && head.status().code() >= 200) {
            response = head;
            if (head.status().code() >= 300) {
                error = new PeerError("target at " + peer, head.status().code(), "PUT");
            }
        }
        if (message instanceof HttpContent content) {
            if (error != null) {
                error.add(content.content());
            }
            content.release();
            if (content instanceof LastHttpContent && response != null) {
                answered(from, response);
            }
        }
    }

    private String checksum() {
        ObjectFile file = whole;
        return file == null ? "" : "Ais-Checksum-Type: xxhash\r\nAis-Checksum-Value: " + file.checksum() + "\r\n";
    }

    /** Gives up the claim on the object, after a look at its bytes where the other side found them to be others. */
    private void settle(boolean suspicious) {
        ObjectFile file = whole;
        whole = null;
        if (file == null) {
            return;
        }
        if (!suspicious) {
            file.release();
            return;
        }
        try {
            server.workers().run(() -> {
                file.suspect();
                file.release();
            });
        } catch (RuntimeException busy) {
            // The next one to copy it will be told the same.
            file.release();
        }
    }

    private void answered(PeerConnection from, HttpResponse head) {
        if (error != null) {
            boolean damaged = BadChecksumException.isToldBy(head.status().code(), error.text());
            settle(damaged);
            fail(error.text(), head.status().code() != 503);
        } else if (!complete) {
            fail("target at " + peer + " answered before it had the object", false);
        } else {
            connection = null;
            if (HttpUtil.isKeepAlive(head)) {
                from.release();
            } else {
                from.close();
            }
            settle(false);
            moved.complete(bytes);
        }
    }

    @Override
    public void peerReadComplete(PeerConnection from) {}

    @Override
    public void peerClosed(PeerConnection from, @Nullable Throwable cause) {
        if (!gone()) {
            fail(
                    "target at " + peer + " closed the connection before it answered"
                            + (cause == null ? "" : " (" + cause.getMessage() + ")"),
                    false);
        }
    }

    @Override
    public void tick() {
        silence++;
        boolean othersTurn = connection == null ? length != 0 || complete : complete || !ready();
        if (othersTurn && silence > Patience.seconds(server.limits().stallTime()) && !gone()) {
            fail(
                    "target at " + peer + " neither took nor answered anything for "
                            + server.limits().stallTime().toSeconds() + " s",
                    false);
        }
    }
}

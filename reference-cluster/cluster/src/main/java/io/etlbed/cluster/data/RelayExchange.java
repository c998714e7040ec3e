package io.etlbed.cluster.data;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.UnavailableException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Passes a request on to another node, and its answer back, both as they come: nothing is held but what a socket does not take at
 * the moment. Redirects among the nodes are followed here; the client sees none.
 */
final class RelayExchange implements Exchange, PeerLane.Waiter, PeerConnection.User {

    private static final int MOST_HOPS = 5;

    private final Connection connection;
    private final ServerContext server;
    private final RelayRequest request;
    private final RelayAnswer answer;

    private Peer peer;
    private String target;
    private @Nullable PeerConnection node;
    private @Nullable HttpResponse response;
    private @Nullable URI elsewhere;
    private boolean informational;
    private boolean dialling;
    private boolean retried;
    private boolean over;
    private int hops;
    private int silence;

    RelayExchange(Connection connection, Plan.Relay plan) {
        this.connection = connection;
        this.server = connection.server();
        this.peer = Peer.of(plan.node());
        this.target = plan.target();
        this.request = new RelayRequest(connection.head(), server.node());
        this.answer = new RelayAnswer(connection);
    }

    void start() {
        begin(false);
    }

    private void begin(boolean fresh) {
        node = null;
        response = null;
        elsewhere = null;
        dialling = false;
        silence = 0;
        server.peers().lane(connection.context().channel().eventLoop(), peer).acquire(this, fresh);
    }

    @Override
    public boolean gone() {
        return over;
    }

    @Override
    public void dialling() {
        dialling = true;
        silence = 0;
    }

    @Override
    public void refused(Exception cause) {
        if (!over) {
            fail(unreachable(String.valueOf(cause.getMessage())));
        }
    }

    private UnavailableException unreachable(String why) {
        return new UnavailableException(server.node() + ": the target at " + peer + " cannot be reached: " + why, 1);
    }

    @Override
    public void connected(PeerConnection ready) {
        node = ready;
        dialling = false;
        silence = 0;
        ready.serve(this);
        if (connection.head().isHead()) {
            ready.expectNoBody();
        }
        request.begin(ready, peer, target);
    }

    @Override
    public void peerRead(PeerConnection from, Object message) {
        if (over || from != node) {
            ReferenceCountUtil.release(message);
            return;
        }
        silence = 0;
        if (message instanceof HttpResponse head) {
            head(head);
        }
        if (message instanceof HttpContent content) {
            if (over) {
                content.release();
            } else {
                body(from, content);
            }
        }
    }

    private void head(HttpResponse head) {
        int status = head.status().code();
        if (head.decoderResult().isFailure()) {
            fail(broken(
                    "its answer is not HTTP: " + head.decoderResult().cause().getMessage()));
        } else if (status == 100) {
            informational = true;
            connection.welcomeBody();
            request.welcomed();
            connection.pauseReading(!request.ready());
        } else if (status < 200) {
            informational = true;
        } else if (status == 301 || status == 307) {
            follow(head);
        } else {
            response = head;
            answer.begin(head);
        }
    }

    private void follow(HttpResponse head) {
        String location = String.valueOf(head.headers().get(HttpHeaderNames.LOCATION));
        if (++hops > MOST_HOPS) {
            fail(broken("it redirects to " + location + ", and that is the " + hops + "th time"));
            return;
        }
        try {
            response = head;
            elsewhere = URI.create(location);
        } catch (IllegalArgumentException e) {
            fail(broken("it redirects to " + location));
        }
    }

    private void body(PeerConnection from, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (informational) {
            informational = !last;
            content.release();
        } else if (content.decoderResult().isFailure()) {
            content.release();
            fail(broken(
                    "its answer is broken: " + content.decoderResult().cause().getMessage()));
        } else if (elsewhere != null) {
            content.release();
            if (last) {
                hop(from, elsewhere);
            }
        } else {
            answer.body(content.content());
            if (last) {
                over = true;
                leave(from);
                request.giveUp();
                answer.end();
            }
        }
    }

    private void hop(PeerConnection from, URI next) {
        leave(from);
        peer = Peer.of(next);
        target = next.getRawPath() + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery());
        begin(false);
    }

    /** The node has said all; whether it hears more by this connection depends on what it was told. */
    private void leave(PeerConnection from) {
        if (request.sent() && response != null && HttpUtil.isKeepAlive(response)) {
            from.release();
        } else {
            from.close();
        }
    }

    @Override
    public void peerReadComplete(PeerConnection from) {
        if (!over && from == node && answer.begun()) {
            from.reading(answer.flush());
        }
    }

    @Override
    public void writabilityChanged() {
        PeerConnection now = node;
        if (!over && now != null && answer.begun()) {
            now.reading(answer.ready());
        }
    }

    @Override
    public void peerWritable() {
        silence = 0;
        if (!over) {
            connection.pauseReading(!request.ready());
        }
    }

    @Override
    public void content(ByteBuf data) {
        if (over || answer.begun()) {
            data.release();
        } else if (!request.body(data)) {
            connection.pauseReading(true);
        }
    }

    @Override
    public void requestEnd() {
        if (!over) {
            request.end();
        }
    }

    @Override
    public boolean needsBody() {
        return request.hasBody() && !answer.begun();
    }

    @Override
    public void peerClosed(PeerConnection from, @Nullable Throwable cause) {
        if (over || from != node) {
            return;
        }
        boolean silent = response == null;
        if (silent && from.reused() && !retried && request.repeatable()) {
            // It had idled for too long, and the node has closed it meanwhile.
            retried = true;
            begin(true);
        } else {
            String how = cause == null ? "" : " (" + cause.getMessage() + ")";
            fail(
                    silent && request.repeatable()
                            ? unreachable("the connection was closed before the answer" + how)
                            : broken("the connection was closed before the answer was complete" + how));
        }
    }

    private AisException broken(String why) {
        return new AisException(502, server.node() + ": the target at " + peer + " has failed: " + why);
    }

    private void fail(AisException why) {
        giveUp();
        if (answer.begun()) {
            connection.abort();
        } else {
            connection.fail(why);
        }
    }

    private void giveUp() {
        over = true;
        if (node != null) {
            node.close();
        }
        request.giveUp();
    }

    /** The client is gone: what the node still says is for nobody, and what it was to store will not be complete. */
    @Override
    public void lost() {
        if (!over) {
            giveUp();
        }
    }

    @Override
    public void tick() {
        boolean nodesTurn = answer.begun() ? answer.ready() : !waitsForClient();
        silence = nodesTurn ? silence + 1 : 0;
        ServerLimits limits = server.limits();
        if (over) {
            return;
        }
        if (dialling && silence > Patience.seconds(limits.podConnectTime())) {
            fail(unreachable("no connection within " + limits.podConnectTime().toSeconds() + " s"));
        } else if (silence > Patience.seconds(limits.podIdleTime())) {
            fail(broken("it neither took nor sent a byte for "
                    + limits.podIdleTime().toSeconds() + " s"));
        }
    }

    @Override
    public long progress() {
        return request.bytes() + answer.bytes();
    }

    @Override
    public boolean waitsForClient() {
        return request.hasBody() && !request.sent() && request.ready();
    }
}

package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.javalin.http.Context;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subresources {@code exec}, {@code attach} and {@code portforward} of pods, over WebSockets. */
final class StreamRoutes implements SocketHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRoutes.class);
    /** Each may hold a thread of the server, while its program does not read. */
    private static final int MOST_SESSIONS = 32;

    /** A client that is gone is noticed by this where nothing is read from it. */
    private static final Duration PING = Duration.ofSeconds(5);

    private final SessionFactory sessions;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "etlbed-stream");
        thread.setDaemon(true);
        return thread;
    });
    private final Semaphore room = new Semaphore(MOST_SESSIONS);
    private final Map<String, SocketSession> open = new ConcurrentHashMap<>();

    StreamRoutes(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A request that asks for no WebSocket: says what is wrong with it, and if nothing else that it asks for none. */
    ApiStatusException refusal(Context ctx, Query query, ResourcePath path) {
        sessions.check(path, query, ctx.queryParams("command"));
        String upgrade = ctx.header("Upgrade");
        return ApiStatusException.badRequest(
                upgrade == null
                        ? "Upgrade request required"
                        : "unable to upgrade: " + upgrade + " is not supported by this server, which speaks "
                                + SessionFactory.protocols(path).get(0)
                                + " over WebSockets (kubectl does by default since 1.31, earlier ones do not)");
    }

    @Override
    public void check(Context ctx, Query query, ResourcePath path) {
        sessions.check(path, query, ctx.queryParams("command"));
        String protocol = Subprotocol.choose(ctx.header(Subprotocol.HEADER), SessionFactory.protocols(path));
        sessions.check(path, protocol, ctx.queryParams("ports"));
        ctx.res().setHeader(Subprotocol.HEADER, protocol);
        if (room.availablePermits() == 0) {
            throw tooMany();
        }
    }

    @Override
    public void connected(WsConnectContext ctx, Query query, ResourcePath path) {
        ctx.enableAutomaticPings(PING.toSeconds(), TimeUnit.SECONDS);
        ChannelSocket socket = new ChannelSocket(ctx.session);
        try {
            if (!room.tryAcquire()) {
                throw tooMany();
            }
            try {
                open.put(ctx.sessionId(), open(ctx, query, path, socket));
            } finally {
                if (!open.containsKey(ctx.sessionId())) {
                    room.release();
                }
            }
        } catch (ApiStatusException refused) {
            refuse(socket, path, refused);
        }
        if (!ctx.session.isOpen() || threads.isShutdown()) {
            gone(ctx);
        }
    }

    @Override
    public void binary(WsBinaryMessageContext ctx) {
        SocketSession session = open.get(ctx.sessionId());
        if (session != null) {
            session.receive(ctx.data());
        }
    }

    @Override
    public void text(WsMessageContext ctx) {
        new ChannelSocket(ctx.session).reject(StatusCode.BAD_DATA, "messages of channel.k8s.io are binary");
    }

    @Override
    public void gone(WsContext ctx) {
        SocketSession session = open.remove(ctx.sessionId());
        if (session != null) {
            room.release();
            session.gone();
        }
    }

    /** Ends every program that was started by a client. */
    @Override
    public void close() {
        threads.shutdown();
        open.values().forEach(SocketSession::gone);
    }

    private SocketSession open(WsConnectContext ctx, Query query, ResourcePath path, ChannelSocket socket) {
        String protocol = Subprotocol.choose(ctx.header(Subprotocol.HEADER), SessionFactory.protocols(path));
        SocketSession session =
                sessions.open(path, query, protocol, ctx.queryParams("command"), ctx.queryParams("ports"), socket);
        session.begin(threads);
        return session;
    }

    private static void refuse(ChannelSocket socket, ResourcePath path, ApiStatusException refused) {
        if (!SessionFactory.tellsOutcome(path)) {
            socket.reject(StatusCode.TRY_AGAIN_LATER, refused.reason());
            return;
        }
        try {
            socket.send(Channel.ERROR, Json.write(refused.toStatus()));
            socket.end();
        } catch (IOException gone) {
            LOG.debug("nobody hears of: {}", refused.getMessage());
        }
    }

    private static ApiStatusException tooMany() {
        return Errors.tooManyRequests("no more than " + MOST_SESSIONS + " sessions in pods can be open at once");
    }
}

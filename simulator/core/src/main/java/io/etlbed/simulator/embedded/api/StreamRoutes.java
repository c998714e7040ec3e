package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Pod;
import io.javalin.http.Context;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subresources {@code exec} and {@code attach} of pods, over WebSockets. */
final class StreamRoutes implements SocketHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRoutes.class);
    private static final Set<String> SUBRESOURCES = Set.of("attach", "exec");
    private static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

    /** Each may hold a thread of the server, while its program does not read. */
    private static final int MOST_SESSIONS = 32;

    /** A client that is gone is noticed by this where nothing is read from it. */
    private static final Duration PING = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final PodSessions sessions;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "etlbed-stream");
        thread.setDaemon(true);
        return thread;
    });
    private final Semaphore room = new Semaphore(MOST_SESSIONS);
    private final Map<String, StreamSession> open = new ConcurrentHashMap<>();

    StreamRoutes(ObjectStore store, PodSessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    static boolean serves(ResourcePath path) {
        return path.subresource() != null && SUBRESOURCES.contains(path.subresource());
    }

    /** A request that asks for no WebSocket: says what is wrong with it, and if nothing else that it asks for none. */
    ApiStatusException refusal(Context ctx, Query query, ResourcePath path) {
        access(ctx, query, path);
        String upgrade = ctx.header("Upgrade");
        return ApiStatusException.badRequest(
                upgrade == null
                        ? "Upgrade request required"
                        : "unable to upgrade: " + upgrade + " is not supported by this server, which speaks "
                                + PROTOCOLS.get(0)
                                + " over WebSockets (kubectl 1.30 and later do, earlier ones do not)");
    }

    @Override
    public void check(Context ctx, Query query, ResourcePath path) {
        access(ctx, query, path);
        ctx.res().setHeader(Subprotocol.HEADER, Subprotocol.choose(ctx.header(Subprotocol.HEADER), PROTOCOLS));
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
            refuse(socket, refused);
        }
        if (!ctx.session.isOpen() || threads.isShutdown()) {
            gone(ctx);
        }
    }

    @Override
    public void binary(WsBinaryMessageContext ctx) {
        StreamSession session = open.get(ctx.sessionId());
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
        StreamSession session = open.remove(ctx.sessionId());
        if (session != null) {
            room.release();
            session.gone();
        }
    }

    /** Ends every program that was started by a client. */
    @Override
    public void close() {
        threads.shutdown();
        open.values().forEach(StreamSession::gone);
    }

    private StreamSession open(WsConnectContext ctx, Query query, ResourcePath path, ChannelSocket socket) {
        Pod pod = store.of(Pod.class).require(path.requireNamespace(), path.requireName());
        Streams wanted = Streams.of(query);
        ContainerAccess container = access(pod, query);
        ContainerSession program = path.isSubresource("attach")
                ? container.attach(wanted.stdin())
                : container.exec(ctx.queryParams("command"), wanted.stdin());
        StreamSession session = new StreamSession(socket, program, wanted);
        try {
            // As Kubernetes does: a client that waits for the first message learns that all is well.
            socket.send(
                    wanted.stdout() ? Channel.STDOUT : wanted.stderr() ? Channel.STDERR : Channel.ERROR, new byte[0]);
        } catch (IOException leftAtOnce) {
            LOG.debug("a client did not wait: {}", leftAtOnce.toString());
        }
        session.begin(threads);
        return session;
    }

    private void access(Context ctx, Query query, ResourcePath path) {
        Pod pod = store.of(Pod.class).require(path.requireNamespace(), path.requireName());
        access(pod, query);
        if (Streams.of(query).none()) {
            throw ApiStatusException.badRequest("you must specify at least 1 of stdin, stdout, stderr");
        }
        if (path.isSubresource("exec") && ctx.queryParams("command").isEmpty()) {
            throw ApiStatusException.badRequest("you must specify a command");
        }
        if (query.flag("tty")) {
            throw ApiStatusException.badRequest("a TTY is not supported by this server: leave out -t, --tty");
        }
    }

    private ContainerAccess access(Pod pod, Query query) {
        String container = ContainerChoice.of(pod, query.text("container"));
        String node = pod.getSpec().getNodeName();
        if (node == null || node.isEmpty()) {
            throw ApiStatusException.badRequest(
                    "pod " + pod.getMetadata().getName() + " does not have a host assigned");
        }
        return sessions.container(pod, container)
                .orElseThrow(() -> ApiStatusException.badRequest("container not found (\"" + container + "\")"));
    }

    private static void refuse(ChannelSocket socket, ApiStatusException refused) {
        try {
            socket.send(Channel.ERROR, Json.write(refused.toStatus()));
            socket.end();
        } catch (IOException gone) {
            LOG.debug("nobody hears of: {}", refused.getMessage());
        }
    }

    private static ApiStatusException tooMany() {
        return Errors.tooManyRequests("no more than " + MOST_SESSIONS + " sessions in containers can be open at once");
    }
}

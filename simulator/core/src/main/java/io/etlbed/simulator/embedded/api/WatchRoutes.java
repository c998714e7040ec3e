package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches over both of their transports: kubectl reads a response that goes on, fabric8 opens a WebSocket. */
final class WatchRoutes {

    private static final Duration PING = Duration.ofSeconds(30);

    private final Resources resources;
    private final Watches watches;
    private final Duration patience;
    private final Map<String, WatchStream<?>> bySession = new ConcurrentHashMap<>();

    /** @param patience how long a client may leave the connection full */
    WatchRoutes(Resources resources, Watches watches, Duration patience) {
        this.resources = resources;
        this.watches = watches;
        this.patience = patience;
    }

    void register(RoutesConfig routes, String paths) {
        routes.wsBeforeUpgrade(paths, this::check);
        routes.ws(paths, this::socket);
    }

    void chunked(Context ctx, Query query, ResourcePath path) throws IOException {
        WatchTerms.of(path.kind(), query);
        Connections.limit(ctx.req(), patience);
        ChunkedSink sink = new ChunkedSink(ctx.res());
        String accept = ctx.header("Accept");
        // The form is chosen before the response begins, so that a refusal is one.
        resources.of(path).view(accept, query);
        query.selection(path.kind());
        ctx.status(200).contentType(Views.JSON);
        ctx.future(() -> {
            open(resources.of(path), path, query, accept, sink);
            return sink.over();
        });
    }

    /** What would be refused is refused while it still is HTTP. */
    private void check(Context ctx) {
        ResourcePath path = ResourcePath.parse(ctx.path());
        Query query = Query.of(ctx.queryParamMap());
        if (path.name() != null || !query.flag("watch")) {
            throw Errors.notImplemented("a WebSocket for anything but a watch");
        }
        WatchTerms.of(path.kind(), query);
        query.selection(path.kind());
    }

    private void socket(WsConfig socket) {
        socket.onConnect(this::connected);
        socket.onClose(this::gone);
        socket.onError(this::gone);
    }

    private void connected(WsConnectContext ctx) {
        ctx.enableAutomaticPings(PING.toSeconds(), TimeUnit.SECONDS);
        ResourcePath path = ResourcePath.parse(
                ctx.session.getUpgradeRequest().getRequestURI().getPath());
        WatchSink sink = new WebSocketSink(ctx.session, patience.toMillis());
        Query query = Query.of(ctx.queryParamMap());
        bySession.put(ctx.sessionId(), open(resources.of(path), path, query, null, sink));
        if (!ctx.session.isOpen()) {
            gone(ctx);
        }
    }

    private void gone(WsContext ctx) {
        WatchStream<?> stream = bySession.remove(ctx.sessionId());
        if (stream != null) {
            stream.close();
        }
    }

    private <T extends HasMetadata> WatchStream<T> open(
            Resource<T> resource, ResourcePath path, Query query, @Nullable String accept, WatchSink sink) {
        return watches.open(resource.kind(), path.namespace(), query, resource.view(accept, query), sink);
    }
}

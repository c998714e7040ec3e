package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javalin.http.Context;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches over both of their transports: kubectl reads a response that goes on, fabric8 opens a WebSocket. */
final class WatchRoutes implements SocketHandler {

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

    @Override
    public void check(Context ctx, Query query, ResourcePath path) {
        if (path.name() != null || !query.flag("watch")) {
            throw Errors.notImplemented("a WebSocket for anything but a watch");
        }
        WatchTerms.of(path.kind(), query);
        query.selection(path.kind());
    }

    @Override
    public void connected(WsConnectContext ctx, Query query, ResourcePath path) {
        ctx.enableAutomaticPings(PING.toSeconds(), TimeUnit.SECONDS);
        WatchSink sink = new WebSocketSink(ctx.session, patience.toMillis());
        bySession.put(ctx.sessionId(), open(resources.of(path), path, query, null, sink));
        if (!ctx.session.isOpen()) {
            gone(ctx);
        }
    }

    @Override
    public void gone(WsContext ctx) {
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

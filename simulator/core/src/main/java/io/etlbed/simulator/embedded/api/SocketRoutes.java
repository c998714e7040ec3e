package io.etlbed.simulator.embedded.api;

import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;

/** WebSockets: watches, and sessions in containers. */
final class SocketRoutes {

    private final WatchRoutes watches;
    private final StreamRoutes streams;

    SocketRoutes(WatchRoutes watches, StreamRoutes streams) {
        this.watches = watches;
        this.streams = streams;
    }

    void register(RoutesConfig routes, String paths) {
        routes.wsBeforeUpgrade(paths, ctx -> {
            ResourcePath path = ResourcePath.parse(ctx.path());
            of(path).check(ctx, Query.of(ctx.queryParamMap()), path);
        });
        routes.ws(paths, this::socket);
    }

    private void socket(WsConfig socket) {
        socket.onConnect(ctx -> of(path(ctx)).connected(ctx, Query.of(ctx.queryParamMap()), path(ctx)));
        socket.onBinaryMessage(ctx -> of(path(ctx)).binary(ctx));
        socket.onMessage(ctx -> of(path(ctx)).text(ctx));
        socket.onClose(ctx -> of(path(ctx)).gone(ctx));
        socket.onError(ctx -> of(path(ctx)).gone(ctx));
    }

    private SocketHandler of(ResourcePath path) {
        return SessionFactory.serves(path) ? streams : watches;
    }

    private static ResourcePath path(WsContext ctx) {
        return ResourcePath.parse(
                ctx.session.getUpgradeRequest().getRequestURI().getPath());
    }
}

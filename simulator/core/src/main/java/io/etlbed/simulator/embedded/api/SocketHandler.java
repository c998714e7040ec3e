package io.etlbed.simulator.embedded.api;

import io.javalin.http.Context;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;

/** What is served over WebSockets. */
interface SocketHandler {

    /** Refuses while it still is HTTP. */
    void check(Context ctx, Query query, ResourcePath path);

    void connected(WsConnectContext ctx, Query query, ResourcePath path);

    /** A message; the next one is not read before this returns. */
    default void binary(WsBinaryMessageContext ctx) {}

    default void text(WsMessageContext ctx) {}

    /** Closed, by whomever, or broken. May come more than once. */
    void gone(WsContext ctx);
}

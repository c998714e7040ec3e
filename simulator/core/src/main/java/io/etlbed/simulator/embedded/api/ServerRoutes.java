package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kinds;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What concerns the server and every request: who may ask, how it is, what it has, and how refusals look. */
final class ServerRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ServerRoutes.class);

    /** Of the server with clients that are slow to send, or to read, before it gives them up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Authentication authentication;

    ServerRoutes(Authentication authentication) {
        this.authentication = authentication;
    }

    void register(RoutesConfig routes) {
        routes.before(this::letIn);
        routes.before(ServerRoutes::limit);
        routes.wsBeforeUpgrade(this::letIn);
        for (String path : new String[] {"/healthz", "/livez", "/readyz"}) {
            routes.get(path, ctx -> ctx.contentType("text/plain").result("ok"));
        }
        routes.get("/version", ctx -> json(ctx, 200, Discovery.version()));
        routes.get("/api", ctx -> json(ctx, 200, Discovery.versions(ctx.host())));
        routes.get("/apis", ctx -> json(ctx, 200, Discovery.groups()));
        Discovery.GROUP_VERSIONS.forEach(each -> routes.get(each.path(), ctx -> json(ctx, 200, each.asList())));
        Discovery.named().forEach(each -> routes.get(each.groupPath(), ctx -> json(ctx, 200, each.asGroup())));
        routes.get(OpenApi.ROOT, ctx -> json(ctx, 200, OpenApi.index()));
        Kinds.apiVersions().forEach(each -> routes.get(OpenApi.path(each), ctx -> json(ctx, OpenApi.json(each))));
        routes.get("/", ctx -> json(ctx, 200, Map.of("paths", Discovery.PATHS)));
        routes.exception(ApiStatusException.class, ServerRoutes::refuse);
        routes.exception(EofException.class, (gone, ctx) -> LOG.debug("a client is gone: {}", ctx.path()));
        routes.exception(Exception.class, ServerRoutes::fail);
        routes.error(404, ServerRoutes::unknown);
        routes.error(405, ServerRoutes::noSuchMethod);
    }

    private void letIn(Context ctx) {
        authentication.identify(ctx);
        Authorization.require(ctx);
    }

    /** What goes on as a WebSocket has its own clock. */
    private static void limit(Context ctx) {
        if (ctx.header("Upgrade") == null) {
            Connections.limitUntilAnswered(ctx.req(), PATIENCE);
        }
    }

    private static void refuse(ApiStatusException refusal, Context ctx) {
        json(ctx, refusal.code(), refusal.toStatus());
    }

    private static void fail(Exception failure, Context ctx) {
        LOG.error("{} {} failed", ctx.method(), ctx.path(), failure);
        refuse(Errors.internal(failure), ctx);
    }

    /** Paths that nobody serves; those that somebody does have their say already. */
    private static void unknown(Context ctx) {
        if (!Views.JSON.equals(ctx.res().getContentType())) {
            refuse(Errors.noSuchPath(), ctx);
        }
    }

    private static void noSuchMethod(Context ctx) {
        if (!Views.JSON.equals(ctx.res().getContentType())) {
            refuse(Errors.methodNotAllowed(), ctx);
        }
    }

    private static void json(Context ctx, int status, Object body) {
        json(ctx.status(status), Json.write(body));
    }

    private static void json(Context ctx, byte[] written) {
        ctx.contentType(Views.JSON).result(written);
    }
}

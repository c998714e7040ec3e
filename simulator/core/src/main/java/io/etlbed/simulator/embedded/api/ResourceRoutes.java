package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kinds;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** Every object of every API version. The paths of all kinds are alike, so they are read here and not by the router. */
final class ResourceRoutes {

    private final PodActions pods;
    private final TokenRequests tokens;
    private final Resources resources;
    private final WatchRoutes watches;
    private final StreamRoutes streams;
    private final LogRoute logs;

    ResourceRoutes(
            PodActions pods,
            TokenRequests tokens,
            Resources resources,
            WatchRoutes watches,
            StreamRoutes streams,
            LogRoute logs) {
        this.pods = pods;
        this.tokens = tokens;
        this.resources = resources;
        this.watches = watches;
        this.streams = streams;
        this.logs = logs;
    }

    void register(RoutesConfig routes) {
        Kinds.apiVersions().forEach(version -> register(routes, ResourcePath.root(version) + "*"));
    }

    private void register(RoutesConfig routes, String all) {
        routes.get(all, this::get);
        routes.post(all, this::post);
        routes.put(all, this::put);
        routes.patch(all, this::patch);
        routes.delete(all, this::delete);
        new SocketRoutes(watches, streams).register(routes, all);
    }

    private void get(Context ctx) throws IOException, InterruptedException {
        ResourcePath path = ResourcePath.parse(ctx.path());
        Query query = Query.of(ctx.queryParamMap());
        if (path.name() == null && query.flag("watch")) {
            watches.chunked(ctx, query, path);
        } else if (path.name() == null) {
            resources.of(path).list(ctx, query, path);
        } else if (path.isSubresource("log")) {
            logs.serve(ctx, query, path);
        } else if (SessionFactory.serves(path)) {
            throw streams.refusal(ctx, query, path);
        } else if (path.isObjectOrStatus()) {
            resources.of(path).get(ctx, query, path);
        } else {
            throw Errors.methodNotAllowed();
        }
    }

    private void post(Context ctx) throws IOException {
        ResourcePath path = ResourcePath.parse(ctx.path());
        if (path.isSubresource("binding")) {
            pods.bind(ctx, Query.of(ctx.queryParamMap()), path);
        } else if (path.isSubresource("eviction")) {
            pods.evict(ctx, Query.of(ctx.queryParamMap()), path);
        } else if (path.isSubresource("token")) {
            tokens.create(ctx, path);
        } else if (SessionFactory.serves(path)) {
            throw streams.refusal(ctx, Query.of(ctx.queryParamMap()), path);
        } else if (path.name() == null) {
            resources.of(path).create(ctx, Query.of(ctx.queryParamMap()), path);
        } else {
            throw Errors.methodNotAllowed();
        }
    }

    private void put(Context ctx) throws IOException {
        ResourcePath path = ResourcePath.parse(ctx.path());
        if (path.name() == null || !(path.isObjectOrStatus() || path.isSubresource("finalize"))) {
            throw Errors.methodNotAllowed();
        }
        resources.of(path).replace(ctx, Query.of(ctx.queryParamMap()), path);
    }

    private void patch(Context ctx) throws IOException {
        ResourcePath path = ResourcePath.parse(ctx.path());
        if (path.name() == null || !path.isObjectOrStatus()) {
            throw Errors.methodNotAllowed();
        }
        resources.of(path).patch(ctx, Query.of(ctx.queryParamMap()), path);
    }

    private void delete(Context ctx) throws IOException {
        ResourcePath path = ResourcePath.parse(ctx.path());
        Query query = Query.of(ctx.queryParamMap());
        if (path.subresource() != null) {
            throw Errors.methodNotAllowed();
        } else if (path.name() == null) {
            resources.of(path).deleteAll(ctx, query, path);
        } else {
            resources.of(path).delete(ctx, query, path);
        }
    }
}

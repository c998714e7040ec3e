package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Changes;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Shelf;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** What is done to a pod by posting to a subresource of it. */
final class PodActions {

    /** Both mean the same; older clients know the second one alone. */
    private static final List<String> VERSIONS = List.of("policy/v1", "policy/v1beta1");

    private final Shelf<Pod> pods;
    private final Clock clock;

    PodActions(ObjectStore store, Clock clock) {
        this.pods = store.of(Pod.class);
        this.clock = clock;
    }

    /** A scheduler gives the pod to a node. */
    void bind(Context ctx, Query query, ResourcePath path) throws IOException {
        Changes<Pod> changes = pods.changes(query.dryRun("CreateOptions"));
        PodBinding.bind(changes, clock, path.requireNamespace(), path.requireName(), Bodies.readObject(ctx));
        created(ctx);
    }

    /** Deletes the pod where nothing protects it: this cluster has no disruption budgets that could. */
    void evict(Context ctx, Query query, ResourcePath path) throws IOException {
        ObjectNode eviction = Bodies.readObject(ctx);
        String name = path.requireName();
        Bodies.requireText(eviction, "kind", List.of("Eviction"));
        Bodies.requireText(eviction, "apiVersion", VERSIONS);
        String named = eviction.at("/metadata/name").asText(name);
        if (!named.equals(name)) {
            throw ApiStatusException.badRequest(
                    "name in URL does not match name in Eviction object: " + name + " and " + named);
        }
        DeleteOptions options = DeleteOptions.read(eviction.path("deleteOptions"), query);
        pods.changes(options.dryRun()).delete(path.requireNamespace(), name, options.deletion());
        created(ctx);
    }

    private static void created(Context ctx) {
        ctx.status(201).contentType(Views.JSON);
        ctx.result(Json.write(
                new StatusBuilder().withStatus("Success").withCode(201).build()));
    }
}

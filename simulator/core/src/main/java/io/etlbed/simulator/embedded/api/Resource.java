package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.Revision;
import io.etlbed.simulator.embedded.store.Shelf;
import io.etlbed.simulator.embedded.store.Snapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusDetailsBuilder;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The verbs on the objects of one kind, but for watch: from a request to the store and back. */
final class Resource<T extends HasMetadata> {

    private final Kind<T> kind;
    private final Shelf<T> shelf;
    private final Writer<T> writer;
    private final Clock clock;

    Resource(Kind<T> kind, Shelf<T> shelf, Writer<T> writer, Clock clock) {
        this.kind = kind;
        this.shelf = shelf;
        this.writer = writer;
        this.clock = clock;
    }

    Kind<T> kind() {
        return kind;
    }

    View<T> view(@Nullable String accept, Query query) {
        return Views.choose(accept, kind, query, clock);
    }

    void get(Context ctx, Query query, ResourcePath path) {
        Revision<T> found = shelf.revision(path.namespace(), path.requireName())
                .orElseThrow(() -> ApiStatusException.notFound(kind.plural(), path.requireName()));
        answer(ctx, 200, view(ctx.header("Accept"), query).one(found));
    }

    void list(Context ctx, Query query, ResourcePath path) throws IOException {
        View<T> view = view(ctx.header("Accept"), query);
        Snapshot<T> snapshot = shelf.snapshot(path.namespace());
        List<Revision<T>> chosen = choose(snapshot, query);
        ctx.status(200).contentType(Views.JSON);
        view.list(snapshot.version(), chosen, ctx.outputStream());
    }

    void create(Context ctx, ResourcePath path) throws IOException {
        if (kind.namespaced() && path.namespace() == null) {
            throw Errors.methodNotAllowed();
        }
        ObjectNode body = Bodies.readObject(ctx);
        FieldValidation.apply(ctx, body, kind);
        answer(ctx, 201, Json.write(writer.create(path.namespace(), body)));
    }

    void replace(Context ctx, ResourcePath path) throws IOException {
        ObjectNode body = Bodies.readObject(ctx);
        FieldValidation.apply(ctx, body, kind);
        T stored = "finalize".equals(path.subresource())
                ? finish(path.requireName(), body.path("spec").path("finalizers"))
                : writer.replace(path.namespace(), path.requireName(), path.subresource(), body);
        answer(ctx, 200, Json.write(stored));
    }

    void patch(Context ctx, ResourcePath path) throws IOException {
        Patch patch = Patch.of(Bodies.type(ctx), Bodies.read(ctx));
        T stored = writer.patch(
                path.namespace(), path.requireName(), path.subresource(), target -> checked(ctx, patch.apply(target)));
        answer(ctx, 200, Json.write(stored));
    }

    void delete(Context ctx, Query query, ResourcePath path) throws IOException {
        Deletion how = DeleteOptions.read(Bodies.readOptions(ctx), query);
        shelf.get(path.namespace(), path.requireName())
                .flatMap(kind.rules()::keeps)
                .ifPresent(why -> {
                    throw ApiStatusException.forbidden(kind.plural(), path.requireName(), why);
                });
        T last = shelf.delete(path.namespace(), path.requireName(), how);
        String uid = last.getMetadata().getUid();
        boolean remains = shelf.revision(path.namespace(), path.requireName())
                .filter(each ->
                        each.matches(object -> uid.equals(object.getMetadata().getUid())))
                .isPresent();
        answer(ctx, 200, Json.write(remains || last instanceof Pod ? last : gone(last)));
    }

    /** Deletes all that match, and answers with what they were. */
    void deleteAll(Context ctx, Query query, ResourcePath path) throws IOException {
        if (path.namespace() == null) {
            throw Errors.methodNotAllowed();
        }
        Deletion how = DeleteOptions.read(Bodies.readOptions(ctx), query);
        Snapshot<T> snapshot = shelf.snapshot(path.namespace());
        List<Revision<T>> chosen = choose(snapshot, query);
        for (Revision<T> each : chosen) {
            T object = each.copy();
            try {
                shelf.delete(path.namespace(), object.getMetadata().getName(), how);
            } catch (ApiStatusException e) {
                if (e.code() != 404) {
                    throw e;
                }
                // Somebody else was quicker: it is gone all the same.
            }
        }
        ctx.status(200).contentType(Views.JSON);
        new PlainView<>(kind).list(snapshot.version(), chosen, ctx.outputStream());
    }

    private JsonNode checked(Context ctx, JsonNode patched) {
        if (patched instanceof ObjectNode object) {
            FieldValidation.apply(ctx, object, kind);
        }
        return patched;
    }

    private List<Revision<T>> choose(Snapshot<T> snapshot, Query query) {
        Predicate<T> selection = query.selection(kind);
        List<Revision<T>> chosen = new ArrayList<>();
        for (Revision<T> each : snapshot.revisions()) {
            if (each.matches(selection)) {
                chosen.add(each);
            }
        }
        return chosen;
    }

    private T finish(String name, JsonNode finalizers) {
        List<String> left = new ArrayList<>();
        finalizers.forEach(each -> left.add(each.asText()));
        return shelf.update(null, name, object -> {
            if (object instanceof Namespace namespace) {
                namespace.getSpec().setFinalizers(left);
            }
            return object;
        });
    }

    private Object gone(T last) {
        return new StatusBuilder()
                .withStatus("Success")
                .withDetails(new StatusDetailsBuilder()
                        .withName(last.getMetadata().getName())
                        .withKind(kind.plural())
                        .withUid(last.getMetadata().getUid())
                        .build())
                .build();
    }

    private static void answer(Context ctx, int status, byte[] json) {
        ctx.status(status).contentType(Views.JSON).result(json);
    }
}

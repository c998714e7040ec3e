package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Changes;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.Revision;
import io.etlbed.simulator.embedded.store.Shelf;
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
                .orElseThrow(() -> ApiStatusException.notFound(kind.resource(), path.requireName()));
        answer(ctx, 200, view(ctx.header("Accept"), query).one(found));
    }

    void list(Context ctx, Query query, ResourcePath path) throws IOException {
        View<T> view = view(ctx.header("Accept"), query);
        Page<T> page = Page.of(kind, shelf, path.namespace(), query);
        ctx.status(200).contentType(Views.JSON);
        view.list(page, ctx.outputStream());
    }

    void create(Context ctx, Query query, ResourcePath path) throws IOException {
        if (kind.namespaced() && path.namespace() == null) {
            throw Errors.methodNotAllowed();
        }
        WriteOptions options = WriteOptions.of("CreateOptions", ctx, query);
        ObjectNode body = Bodies.readObject(ctx);
        FieldValidation.apply(ctx, body, kind);
        answer(ctx, 201, Json.write(writer.create(path.namespace(), body, options)));
    }

    void replace(Context ctx, Query query, ResourcePath path) throws IOException {
        WriteOptions options = WriteOptions.of("UpdateOptions", ctx, query);
        ObjectNode body = Bodies.readObject(ctx);
        FieldValidation.apply(ctx, body, kind);
        T stored = "finalize".equals(path.subresource())
                ? finish(path.requireName(), body.path("spec").path("finalizers"), options)
                : writer.replace(path, body, options);
        answer(ctx, 200, Json.write(stored));
    }

    void patch(Context ctx, Query query, ResourcePath path) throws IOException {
        if (Bodies.type(ctx).equals(Patch.APPLY)) {
            WriteOptions options = WriteOptions.ofApply(query);
            Writer.Written<T> written = writer.apply(path, Yaml.parseObject(Bodies.read(ctx)), options);
            answer(ctx, written.created() ? 201 : 200, Json.write(written.object()));
            return;
        }
        WriteOptions options = WriteOptions.of("PatchOptions", ctx, query);
        Patch patch = Patch.of(Bodies.type(ctx), Bodies.read(ctx));
        T stored = writer.patch(path, target -> checked(ctx, patch.apply(target)), options);
        answer(ctx, 200, Json.write(stored));
    }

    void delete(Context ctx, Query query, ResourcePath path) throws IOException {
        DeleteOptions options = DeleteOptions.read(Bodies.readOptions(ctx), query);
        shelf.get(path.namespace(), path.requireName())
                .flatMap(kind.rules()::keeps)
                .ifPresent(why -> {
                    throw ApiStatusException.forbidden(kind.resource(), path.requireName(), why);
                });
        T last = shelf.changes(options.dryRun()).delete(path.namespace(), path.requireName(), options.deletion());
        boolean gone = Deletion.isComplete(last) && !(last instanceof Pod);
        answer(ctx, 200, Json.write(gone ? gone(last) : last));
    }

    /** Deletes all that match, and answers with what they were. */
    void deleteAll(Context ctx, Query query, ResourcePath path) throws IOException {
        if (!kind.collectionCanBeDeleted() || kind.namespaced() != (path.namespace() != null)) {
            throw Errors.methodNotAllowed();
        }
        DeleteOptions options = DeleteOptions.read(Bodies.readOptions(ctx), query);
        Changes<T> changes = shelf.changes(options.dryRun());
        Page<T> page = Page.of(kind, shelf, path.namespace(), query);
        for (Revision<T> each : page.revisions()) {
            try {
                changes.delete(path.namespace(), each.name(), options.deletion());
            } catch (ApiStatusException e) {
                if (e.code() != 404) {
                    throw e;
                }
                // Somebody else was quicker: it is gone all the same.
            }
        }
        ctx.status(200).contentType(Views.JSON);
        new PlainView<>(kind).list(page, ctx.outputStream());
    }

    private JsonNode checked(Context ctx, JsonNode patched) {
        if (patched instanceof ObjectNode object) {
            FieldValidation.apply(ctx, object, kind);
        }
        return patched;
    }

    private T finish(String name, JsonNode finalizers, WriteOptions options) {
        List<String> left = new ArrayList<>();
        finalizers.forEach(each -> left.add(each.asText()));
        return shelf.changes(options.dryRun()).update(null, name, object -> {
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
                        .withGroup(kind.group().isEmpty() ? null : kind.group())
                        .withUid(last.getMetadata().getUid())
                        .build())
                .build();
    }

    private static void answer(Context ctx, int status, byte[] json) {
        ctx.status(status).contentType(Views.JSON).result(json);
    }
}

package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.apply.FieldManager;
import io.etlbed.simulator.embedded.kinds.Findings;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Codec;
import io.etlbed.simulator.embedded.store.Shelf;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How objects of one kind come in and change: read, completed, checked, stored. */
final class Writer<T extends HasMetadata> {

    private static final String STATUS = "status";

    /** Of an apply, while others make and delete the object. */
    private static final int MOST_TRIES = 10;

    private final Kind<T> kind;
    private final Shelf<T> shelf;
    private final Admission admission;
    private final FieldManager fields;

    Writer(Kind<T> kind, Shelf<T> shelf, Admission admission, Clock clock) {
        this.kind = kind;
        this.shelf = shelf;
        this.admission = admission;
        this.fields = new FieldManager(kind.apiVersion(), kind.kind(), kind.hasStatus(), clock);
    }

    /** @return what was stored */
    T create(@Nullable String namespace, ObjectNode body, WriteOptions options) {
        return create(
                namespace,
                body,
                options,
                object ->
                        fields.update(JsonNodeFactory.instance.objectNode(), Json.tree(object), options.manager(), ""));
    }

    /** @param managed the managed fields of the object, once it is complete */
    private T create(@Nullable String namespace, ObjectNode body, WriteOptions options, Function<T, JsonNode> managed) {
        T object = read(body);
        ObjectMeta metadata = object.getMetadata();
        if (namespace != null) {
            if (metadata.getNamespace() != null && !metadata.getNamespace().equals(namespace)) {
                throw ApiStatusException.badRequest(
                        "the namespace of the provided object does not match the namespace sent on the request");
            }
            metadata.setNamespace(namespace);
        }
        kind.rules().begin(object);
        kind.rules().complete(object);
        check(object);
        if (isEmpty(metadata.getName()) && !isEmpty(metadata.getGenerateName())) {
            metadata.setName(shelf.freshName(namespace, metadata.getGenerateName()));
            // Some of what is filled in depends on the name.
            kind.rules().complete(object);
        }
        manage(object, managed.apply(object));
        try {
            admission.creating(object);
            return shelf.changes(options.dryRun()).create(object);
        } finally {
            admission.settle(object);
        }
    }

    /** Puts a whole object in the place of the stored one; of its subresource {@code status} that part alone. */
    T replace(ResourcePath path, ObjectNode body, WriteOptions options) {
        String name = path.requireName();
        T object = read(body);
        if (!name.equals(object.getMetadata().getName())) {
            throw ApiStatusException.badRequest("the name of the object ("
                    + object.getMetadata().getName() + ") does not match the name on the URL (" + name + ")");
        }
        return change(path, options, (current, tree) -> new Edit<>(read(body), null));
    }

    /** Changes an object by a patch. */
    T patch(ResourcePath path, Patch patch, WriteOptions options) {
        return change(path, options, (current, tree) -> {
            JsonNode patched = patch.apply(tree);
            if (patched instanceof ObjectNode object) {
                return new Edit<>(read(object), null);
            }
            throw Errors.patchRejected("the patched object is not a JSON object");
        });
    }

    /**
     * What an apply left.
     *
     * @param created whether the object was not there before
     */
    record Written<T>(T object, boolean created) {}

    /** Makes or changes an object, so that it is as a configuration wants it to be. */
    Written<T> apply(ResourcePath path, ObjectNode config, WriteOptions options) {
        ObjectNode wanted = AppliedConfig.read(config, kind, path);
        for (int tries = 1; ; tries++) {
            try {
                return applyOnce(path, wanted, options);
            } catch (ApiStatusException e) {
                // It was made or deleted by somebody else just now.
                boolean raced = e.reason().equals("AlreadyExists") || e.reason().equals("NotFound");
                if (!raced || tries == MOST_TRIES || path.isSubresource(STATUS)) {
                    throw e;
                }
            }
        }
    }

    private Written<T> applyOnce(ResourcePath path, ObjectNode config, WriteOptions options) {
        boolean present = shelf.revision(path.namespace(), path.requireName()).isPresent();
        if (!present && !path.isSubresource(STATUS)) {
            AppliedConfig.requireNew(config, kind, path.requireName());
            FieldManager.Applied applied =
                    fields.apply(JsonNodeFactory.instance.objectNode(), config, options.manager(), "", options.force());
            T made = create(path.namespace(), applied.object(), options, each -> applied.managedFields());
            return new Written<>(made, true);
        }
        String subresource = path.subresource() == null ? "" : path.subresource();
        T stored = change(path, options, (current, tree) -> {
            FieldManager.Applied applied = fields.apply(tree, config, options.manager(), subresource, options.force());
            return new Edit<>(read(applied.object()), applied.managedFields());
        });
        return new Written<>(stored, false);
    }

    /**
     * A changed object.
     *
     * @param managedFields that it is to have; null for those that follow from what has changed
     */
    private record Edit<T>(T object, @Nullable JsonNode managedFields) {}

    private T change(ResourcePath path, WriteOptions options, BiFunction<T, ObjectNode, Edit<T>> change) {
        boolean ofStatus = path.isSubresource(STATUS);
        String namespace = path.namespace();
        String name = path.requireName();
        try {
            return shelf.changes(options.dryRun()).update(namespace, name, current -> {
                Edit<T> edit = change.apply(current, Json.tree(current));
                T changed = edit.object();
                requireSame(changed, current);
                T next = ofStatus ? withStatus(current, changed) : withStatus(changed, current);
                if (!ofStatus) {
                    admit(next, current);
                }
                manage(
                        next,
                        edit.managedFields() != null
                                ? edit.managedFields()
                                : fields.update(
                                        Json.tree(current),
                                        Json.tree(next),
                                        options.manager(),
                                        ofStatus ? STATUS : ""));
                return next;
            });
        } finally {
            shelf.get(namespace, name).ifPresent(admission::settle);
        }
    }

    private static void manage(HasMetadata object, JsonNode managedFields) {
        object.getMetadata()
                .setManagedFields(
                        new ArrayList<>(List.of(Codec.decode(Json.write(managedFields), ManagedFieldsEntry[].class))));
    }

    private void admit(T next, T current) {
        kind.rules().inherit(next, current);
        kind.rules().complete(next);
        // What was stored by the cluster itself may never have been completed: that is no change.
        kind.rules().complete(current);
        next.getMetadata().setNamespace(current.getMetadata().getNamespace());
        Findings findings = new Findings();
        kind.check(next, findings);
        if (findings.errors().isEmpty()) {
            kind.checkChange(next, current, findings);
        }
        refuse(next, findings);
        admission.updating(next);
    }

    /** A change says of which version, and of which object, it is one; where it says so. */
    private void requireSame(T changed, T current) {
        ObjectMeta says = changed.getMetadata();
        ObjectMeta is = current.getMetadata();
        String version = says.getResourceVersion();
        if (!isEmpty(version) && !version.equals("0") && !version.equals(is.getResourceVersion())) {
            throw ApiStatusException.modified(kind.resource(), is.getName());
        }
        String uid = says.getUid();
        if (!isEmpty(uid) && !uid.equals(is.getUid())) {
            throw ApiStatusException.conflict(
                    kind.resource(),
                    is.getName(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + is.getUid());
        }
        if (says.getName() != null && !Objects.equals(says.getName(), is.getName())) {
            throw ApiStatusException.badRequest("the name of the object (" + says.getName()
                    + ") does not match the name on the URL (" + is.getName() + ")");
        }
        if (kind.namespaced()
                && !isEmpty(says.getNamespace())
                && !says.getNamespace().equals(is.getNamespace())) {
            throw ApiStatusException.badRequest("the namespace of the object (" + says.getNamespace()
                    + ") does not match the namespace on the URL (" + is.getNamespace() + ")");
        }
    }

    /** An object with the status of another one, where the kind keeps the two apart. */
    private T withStatus(T object, T status) {
        if (!kind.hasStatus()) {
            return object;
        }
        ObjectNode tree = Json.tree(object);
        JsonNode taken = Json.tree(status).path(STATUS);
        if (taken.isMissingNode()) {
            tree.remove(STATUS);
        } else {
            tree.set(STATUS, taken);
        }
        return Json.decode(tree, kind);
    }

    private T read(ObjectNode body) {
        Bodies.requireText(body, "apiVersion", List.of(kind.apiVersion()));
        Bodies.requireText(body, "kind", List.of(kind.kind()));
        T object = Json.decode(body, kind);
        if (object.getMetadata() == null) {
            object.setMetadata(new ObjectMeta());
        }
        return object;
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private void check(T object) {
        Findings findings = new Findings();
        kind.check(object, findings);
        refuse(object, findings);
    }

    private void refuse(T object, Findings findings) {
        if (!findings.errors().isEmpty()) {
            String name = object.getMetadata().getName();
            throw ApiStatusException.invalid(kind.qualifiedKind(), name == null ? "" : name, findings.errors());
        }
    }
}

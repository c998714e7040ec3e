package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Findings;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Changes;
import io.etlbed.simulator.embedded.store.Shelf;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** How objects of one kind come in and change: read, completed, checked, stored. */
final class Writer<T extends HasMetadata> {

    private static final String STATUS = "status";

    private final Kind<T> kind;
    private final Shelf<T> shelf;
    private final ServiceAddresses addresses;

    Writer(Kind<T> kind, Shelf<T> shelf, ServiceAddresses addresses) {
        this.kind = kind;
        this.shelf = shelf;
        this.addresses = addresses;
    }

    /** @return what was stored */
    T create(@Nullable String namespace, ObjectNode body, WriteOptions options) {
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
        try {
            addresses.assign(object);
            return changes(options).create(object);
        } finally {
            addresses.settle(object);
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
        return change(path, options, (current, tree) -> read(body));
    }

    /** Changes an object by a patch. */
    T patch(ResourcePath path, Patch patch, WriteOptions options) {
        return change(path, options, (current, tree) -> {
            JsonNode patched = patch.apply(tree);
            if (patched instanceof ObjectNode object) {
                return read(object);
            }
            throw Errors.patchRejected("the patched object is not a JSON object");
        });
    }

    private T change(ResourcePath path, WriteOptions options, BiFunction<T, ObjectNode, T> change) {
        boolean ofStatus = path.isSubresource(STATUS);
        String namespace = path.namespace();
        String name = path.requireName();
        try {
            return changes(options).update(namespace, name, current -> {
                T changed = change.apply(current, Json.tree(current));
                requireSame(changed, current);
                T next = ofStatus ? withStatus(current, changed) : withStatus(changed, current);
                if (!ofStatus) {
                    admit(next, current);
                }
                return next;
            });
        } finally {
            shelf.get(namespace, name).ifPresent(addresses::settle);
        }
    }

    private Changes<T> changes(WriteOptions options) {
        return options.dryRun() ? shelf.rehearsal() : shelf;
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
            kind.rules().checkChange(next, current, findings);
        }
        refuse(next, findings);
        addresses.assign(next);
    }

    /** A change says of which version, and of which object, it is one; where it says so. */
    private void requireSame(T changed, T current) {
        ObjectMeta says = changed.getMetadata();
        ObjectMeta is = current.getMetadata();
        String version = says.getResourceVersion();
        if (!isEmpty(version) && !version.equals(is.getResourceVersion())) {
            throw ApiStatusException.modified(kind.plural(), is.getName());
        }
        String uid = says.getUid();
        if (!isEmpty(uid) && !uid.equals(is.getUid())) {
            throw ApiStatusException.conflict(
                    kind.plural(),
                    is.getName(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + is.getUid());
        }
        if (says.getName() != null && !Objects.equals(says.getName(), is.getName())) {
            throw ApiStatusException.badRequest(
                    "metadata.name: Invalid value: \"" + says.getName() + "\": field is immutable");
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
        requireText(body, "apiVersion", kind.apiVersion());
        requireText(body, "kind", kind.kind());
        T object = Json.decode(body, kind);
        if (object.getMetadata() == null) {
            object.setMetadata(new ObjectMeta());
        }
        return object;
    }

    private void requireText(ObjectNode body, String field, String expected) {
        JsonNode found = body.path(field);
        if (!found.isMissingNode()
                && !found.asText().isEmpty()
                && !found.asText().equals(expected)) {
            throw ApiStatusException.badRequest("the " + field + " in the data (" + found.asText()
                    + ") does not match the expected " + field + " (" + expected + ")");
        }
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
            throw ApiStatusException.invalid(kind.kind(), name == null ? "" : name, findings.errors());
        }
    }
}

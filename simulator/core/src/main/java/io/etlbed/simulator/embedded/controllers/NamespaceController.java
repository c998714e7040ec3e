package io.etlbed.simulator.embedded.controllers;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.kinds.Kinds;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Change;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Shelf;
import io.etlbed.simulator.embedded.store.Subscription;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.ArrayList;
import java.util.List;

/** Gives each namespace its service account, and takes out of a namespace that is going what is in it. */
final class NamespaceController {

    private final ObjectStore store;
    private final Shelf<Namespace> namespaces;
    private final List<Subscription> watches = new ArrayList<>();

    NamespaceController(ObjectStore store) {
        this.store = store;
        this.namespaces = store.of(Namespace.class);
        for (Kind<?> kind : Kinds.all()) {
            if (kind.namespaced()) {
                watches.add(store.of(kind.type()).follow(this::contentChanged));
            }
        }
        watches.add(namespaces.follow(this::namespaceChanged));
    }

    List<Subscription> watches() {
        return List.copyOf(watches);
    }

    private void namespaceChanged(Change<Namespace> change) {
        if (change.type() == Change.Type.DELETED) {
            return;
        }
        if (change.current().matches(NamespaceController::isGoing)) {
            empty(change.name());
        } else if (change.type() == Change.Type.ADDED) {
            addServiceAccount(change.name());
        }
    }

    /** The last of the contents may have gone. */
    private void contentChanged(Change<?> change) {
        if (change.type() == Change.Type.DELETED) {
            namespaces
                    .revision(null, change.namespace())
                    .filter(namespace -> namespace.matches(NamespaceController::isGoing))
                    .ifPresent(namespace -> empty(change.namespace()));
        }
    }

    /** Deletes what is there, and lets the namespace go when nothing is. */
    private void empty(String namespace) {
        boolean isEmpty = true;
        for (Kind<?> kind : Kinds.all()) {
            if (kind.namespaced()) {
                isEmpty &= empty(store.of(kind.type()), namespace);
            }
        }
        if (isEmpty) {
            try {
                namespaces.update(null, namespace, going -> {
                    going.getSpec().setFinalizers(List.of());
                    return going;
                });
            } catch (ApiStatusException e) {
                ignoreIfGone(e);
            }
        }
    }

    private static <T extends HasMetadata> boolean empty(Shelf<T> shelf, String namespace) {
        for (T each : shelf.list(namespace, object -> object.getMetadata().getDeletionTimestamp() == null)
                .items()) {
            try {
                shelf.delete(namespace, each.getMetadata().getName(), Deletion.usual());
            } catch (ApiStatusException e) {
                ignoreIfGone(e);
            }
        }
        return shelf.snapshot(namespace).revisions().isEmpty();
    }

    private void addServiceAccount(String namespace) {
        try {
            store.of(ServiceAccount.class)
                    .create(new ServiceAccountBuilder()
                            .withNewMetadata()
                            .withName("default")
                            .withNamespace(namespace)
                            .endMetadata()
                            .build());
        } catch (ApiStatusException e) {
            if (!e.reason().equals("AlreadyExists")) {
                ignoreIfGone(e);
            }
        }
    }

    /** Somebody else was quicker, which is as well. */
    private static void ignoreIfGone(ApiStatusException e) {
        if (e.code() != 404 && e.code() != 403) {
            throw e;
        }
    }

    private static boolean isGoing(Namespace namespace) {
        return namespace.getMetadata().getDeletionTimestamp() != null;
    }
}

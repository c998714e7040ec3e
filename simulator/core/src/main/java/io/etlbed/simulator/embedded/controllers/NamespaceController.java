package io.etlbed.simulator.embedded.controllers;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.kinds.Kinds;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Change;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Shelf;
import io.etlbed.simulator.embedded.store.Subscription;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Gives each namespace its service account and the server's certificate, and takes out of a namespace that is going what is in it. */
final class NamespaceController {

    private static final String ACCOUNT = "default";
    private static final String CERTIFICATE = "kube-root-ca.crt";

    private final ObjectStore store;
    private final CompletableFuture<String> authorityPem;
    private final Shelf<Namespace> namespaces;
    private final List<Subscription> watches = new ArrayList<>();

    NamespaceController(ObjectStore store, CompletableFuture<String> authorityPem) {
        this.authorityPem = authorityPem;
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
            provide(change.name());
        }
    }

    /** The last of the contents may have gone. */
    private void contentChanged(Change<?> change) {
        if (change.type() != Change.Type.DELETED) {
            return;
        }
        namespaces.revision(null, change.namespace()).ifPresent(namespace -> {
            if (namespace.matches(NamespaceController::isGoing)) {
                empty(change.namespace());
            } else if (change.name().equals(ACCOUNT) || change.name().equals(CERTIFICATE)) {
                provide(change.namespace());
            }
        });
    }

    /** Gives a namespace what each one has. */
    private void provide(String namespace) {
        addServiceAccount(namespace);
        CompletableFuture<Void> unused = authorityPem.thenAccept(pem -> addCertificate(namespace, pem));
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
        add(new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .withNamespace(namespace)
                .endMetadata()
                .build());
    }

    private void addCertificate(String namespace, String pem) {
        add(new ConfigMapBuilder()
                .withNewMetadata()
                .withName(CERTIFICATE)
                .withNamespace(namespace)
                .endMetadata()
                .withData(Map.of("ca.crt", pem))
                .build());
    }

    @SuppressWarnings("unchecked") // an object's class is its own
    private <T extends HasMetadata> void add(T object) {
        try {
            store.of((Class<T>) object.getClass()).create(object);
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

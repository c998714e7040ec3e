package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Optional;
import java.util.Set;

/** Namespaces. */
final class NamespaceRules implements Rules<Namespace> {

    private static final Set<String> LASTING = Set.of("default", "kube-public", "kube-system");

    @Override
    public void begin(Namespace namespace) {
        Namespace fresh = ObjectStore.active(namespace.getMetadata().getName());
        namespace.setSpec(fresh.getSpec());
        namespace.setStatus(fresh.getStatus());
    }

    /** Its own name is a label of each namespace. */
    @Override
    public void complete(Namespace namespace) {
        Namespace fresh = ObjectStore.active(namespace.getMetadata().getName());
        namespace.getMetadata().getLabels().putAll(fresh.getMetadata().getLabels());
    }

    /** Only the cluster itself says when a namespace is finished. */
    @Override
    public void inherit(Namespace now, Namespace before) {
        now.setSpec(before.getSpec());
    }

    @Override
    public Optional<String> keeps(Namespace namespace) {
        return LASTING.contains(namespace.getMetadata().getName())
                ? Optional.of("this namespace may not be deleted")
                : Optional.empty();
    }
}

package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Kubernetes node that a target runs on (LIFE-03). */
final class TargetNode {

    static final String NODE_NAME = "K8S_NODE_NAME";
    static final String HOSTNAME = "HOSTNAME";
    static final String POD_NAMESPACE = "POD_NAMESPACE";

    private final Optional<KubernetesClient> kubernetes;
    private final Map<String, String> environment;
    private volatile Optional<Found> found = Optional.empty();

    TargetNode(Optional<KubernetesClient> kubernetes, Map<String, String> environment) {
        this.kubernetes = kubernetes;
        this.environment = Map.copyOf(environment);
    }

    /**
     * @param name of the node
     * @param hostname its label {@code kubernetes.io/hostname}, by which pods are placed
     */
    record Found(KubernetesClient client, String name, String hostname) {}

    /** What was found before. */
    Optional<Found> known() {
        return found;
    }

    /** @throws AisException 400 that says what is missing */
    Found find() {
        Optional<Found> known = found;
        if (known.isEmpty()) {
            known = Optional.of(search());
            found = known;
        }
        return known.get();
    }

    private Found search() {
        KubernetesClient client = kubernetes.orElseThrow(
                () -> new AisException(400, "ETL requires Kubernetes: this target has no connection to a cluster"));
        try {
            String name = name(client);
            Node node = client.nodes().withName(name).get();
            if (node == null) {
                throw new AisException(
                        400,
                        "ETL requires Kubernetes: there is no node \"" + name
                                + "\", which this target is said to run on");
            }
            Map<String, String> labels =
                    Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
            return new Found(client, name, labels.getOrDefault("kubernetes.io/hostname", name));
        } catch (KubernetesClientException e) {
            throw KubernetesErrors.refused("to look up this target's node", e);
        }
    }

    private String name(KubernetesClient client) {
        String node = environment.getOrDefault(NODE_NAME, "");
        if (!node.isEmpty()) {
            return node;
        }
        String host = environment.getOrDefault(HOSTNAME, "");
        if (!host.isEmpty()) {
            for (String namespace : namespaces(client)) {
                Pod own = client.pods().inNamespace(namespace).withName(host).get();
                if (own != null && own.getSpec().getNodeName() != null) {
                    return own.getSpec().getNodeName();
                }
            }
        }
        throw new AisException(
                400,
                "ETL requires Kubernetes: this target does not know its node; set " + NODE_NAME + ", or let " + HOSTNAME
                        + " (" + (host.isEmpty() ? "not set" : "\"" + host + "\": no such pod")
                        + ") be the name of its pod");
    }

    private Set<String> namespaces(KubernetesClient client) {
        Set<String> namespaces = new LinkedHashSet<>();
        namespaces.add(environment.getOrDefault(POD_NAMESPACE, EtlTarget.NAMESPACE));
        namespaces.add(EtlTarget.NAMESPACE);
        Optional.ofNullable(client.getNamespace()).ifPresent(namespaces::add);
        return namespaces;
    }
}

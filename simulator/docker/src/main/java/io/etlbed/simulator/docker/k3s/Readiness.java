package io.etlbed.simulator.docker.k3s;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a cluster can be used: as its API says, not its log, which comes seconds later or never. */
record Readiness(KubernetesClient client, List<K3sNode> nodes) {

    /** What is missing, if anything. */
    Optional<String> missing() {
        try {
            String health = String.valueOf(client.raw("/readyz")).strip();
            if (!health.equals("ok")) {
                return Optional.of("the API server is not ready: " + health);
            }
            List<String> waiting =
                    new ArrayList<>(nodes.stream().map(K3sNode::name).toList());
            client.nodes().list().getItems().stream()
                    .filter(Readiness::ready)
                    .forEach(node -> waiting.remove(node.getMetadata().getName()));
            if (!waiting.isEmpty()) {
                return Optional.of("not Ready: " + String.join(", ", waiting));
            }
            // Nodes are Ready before it is there, and without it pods are refused.
            return client.serviceAccounts()
                                    .inNamespace("default")
                                    .withName("default")
                                    .get()
                            == null
                    ? Optional.of("there is no service account default")
                    : Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of("the API server does not answer: " + e.getMessage());
        }
    }

    static boolean ready(Node node) {
        return node.getStatus() != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                condition.getType().equals("Ready") && "True".equals(condition.getStatus()));
    }
}

package io.etlbed.conformance.suite.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.CheckSkipped;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Request;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** On which Kubernetes node each target is: as whoever started the cluster says, or as the targets' own pods show. */
final class TargetNodes {

    private TargetNodes() {}

    /** @throws CheckSkipped where neither is known */
    static Map<String, String> of(Session session) throws InterruptedException {
        Map<String, URI> targets = session.cluster().map().targets();
        Map<String, String> told = session.lab().targetNodes();
        if (!told.isEmpty()) {
            Expect.that(
                    told.keySet().equals(targets.keySet()),
                    "targets " + targets.keySet() + " in the cluster map",
                    "the targets that were started, " + told.keySet());
            return told;
        }
        Map<String, String> nodes = new TreeMap<>();
        for (Map.Entry<String, URI> target : targets.entrySet()) {
            String pod = podOf(session, target.getValue());
            nodes.put(
                    target.getKey(),
                    nodeOf(session, pod)
                            .orElseThrow(
                                    () -> new CheckSkipped(
                                            "target " + target.getKey()
                                                    + " does not tell its pod (what=status, k8s_pod_name), so that its node is unknown")));
        }
        return nodes;
    }

    private static String podOf(Session session, URI target) throws InterruptedException {
        Exchange status = session.http().send(Request.of("GET", target + "/v1/daemon?what=status"));
        return Expect.json(status, JsonNode::isObject, "the target's status as JSON")
                .path("k8s_pod_name")
                .asText("");
    }

    private static Optional<String> nodeOf(Session session, String pod) {
        List<Pod> pods = pod.isEmpty()
                ? List.of()
                : session.kubernetes()
                        .client()
                        .pods()
                        .inAnyNamespace()
                        .withField("metadata.name", pod)
                        .list()
                        .getItems();
        return pods.stream().map(found -> found.getSpec().getNodeName()).findFirst();
    }
}

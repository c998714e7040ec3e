package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.NodeControl.Started;
import io.etlbed.conformance.check.Pods;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.Wait;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Request;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * LIFE-03: a target finds its node through {@code K8S_NODE_NAME}, else through its pod named by {@code HOSTNAME}; where
 * neither works, ETL requests are answered with an error that says so.
 */
final class FindsItsNode implements Check {

    private static final String NODE_NAME = "K8S_NODE_NAME";
    private static final String HOSTNAME = "HOSTNAME";

    @Override
    public String name() {
        return "finds-its-node-by-its-environment";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-03");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES, Need.NODES);
    }

    @Override
    public int weight() {
        return 40;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        expectError(session, Map.of());
        expectError(
                session, Map.of(HOSTNAME, "no-such-pod-" + session.lab().names().next()));
        KubernetesClient kubernetes = session.kubernetes().client();
        List<String> nodes = kubernetes.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .toList();
        String first = nodes.get(session.random().nextInt(nodes.size()));
        expectPodOn(session, Map.of(NODE_NAME, first), first, "which " + NODE_NAME + " names");
        String name = "target-" + session.lab().names().next();
        Pod own = kubernetes.resource(pod(session, name)).create();
        try {
            String node = Wait.upTo(session.lab().patience(), () -> nodeOf(kubernetes, own))
                    .orElseThrow(() -> CheckFailed.because("no node yet", "pod " + name + " on a node"));
            expectPodOn(session, Map.of(HOSTNAME, name), node, "where the pod is that " + HOSTNAME + " names");
        } finally {
            kubernetes.resource(own).delete();
        }
    }

    private static void expectError(Session session, Map<String, String> environment) throws InterruptedException {
        String why = "the target's environment is " + environment + ": it does not know its node";
        try (Started started = session.nodes().start(environment)) {
            Cluster cluster = new Cluster(started.endpoint().open());
            Expect.refused(
                    cluster.init(session.newId(), session.md5Spec().text()), "an ETL cannot run, " + why, "Kubernetes");
            Exchange list = cluster.http().send(Request.of("GET", "/v1/etl"));
            Expect.refused(list, "no ETL request can be served, " + why, "Kubernetes");
        }
    }

    private static void expectPodOn(Session session, Map<String, String> environment, String node, String why)
            throws InterruptedException {
        try (Started started = session.nodes().start(environment)) {
            String etl = session.newId();
            String spec = session.md5Spec()
                    .with("metadata.annotations.wait_timeout", "2m")
                    .with("spec.containers[0].readinessProbe.periodSeconds", 1)
                    .text();
            Exchange init = new Cluster(started.endpoint().open()).init(etl, spec);
            Expect.status(init, 200, "the ETL on node " + node + ", " + why);
            List<Pod> pods = session.kubernetes().of(etl);
            Expect.that(pods.size() == 1, pods.size() + " pods of " + etl, "one, since there is one target");
            String found = pods.get(0).getSpec().getNodeName();
            Expect.that(found.equals(node), "the pod on node " + found, "on node " + node + ", " + why);
        }
    }

    private static Optional<String> nodeOf(KubernetesClient kubernetes, Pod own) {
        return Optional.ofNullable(kubernetes.resource(own).get())
                .map(pod -> pod.getSpec().getNodeName());
    }

    /** As a target's own pod would look to it. */
    private static Pod pod(Session session, String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(Pods.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("target")
                .withImage(session.lab().images().md5())
                .endContainer()
                .endSpec()
                .build();
    }
}

package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.NodeControl.Started;
import io.etlbed.conformance.check.Rebalance;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** LIFE-11: when a target joins, an ETL goes on everywhere, the new target included, or it is stopped everywhere and says why. */
final class OutlivesTargetChanges implements Check {

    private static final String BUCKET = "spread";
    private static final int OBJECTS = 12;

    @Override
    public String name() {
        return "goes-on-or-says-why-when-targets-change";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-11");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES, Need.NODES);
    }

    @Override
    public int weight() {
        return 28;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        List<String> nodes = session.kubernetes().client().nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .toList();
        try (Started started = session.nodes().start(environment(nodes.get(0)))) {
            Cluster cluster = new Cluster(started.endpoint().open());
            Expect.status(cluster.createBucket(BUCKET), 200, "a new bucket");
            for (int i = 0; i < OBJECTS; i++) {
                Expect.status(cluster.put(BUCKET, "o" + i, Payload.of("text " + i)), 200, "the object stored");
            }
            String etl = session.newId();
            String spec = session.md5Spec()
                    .with("metadata.annotations.wait_timeout", "2m")
                    .with("spec.containers[0].readinessProbe.periodSeconds", 1)
                    .text();
            Expect.status(cluster.init(etl, spec), 200, "the ETL on one target");
            new Rebalance(cluster).during(() -> started.addTarget(environment(nodes.get(1 % nodes.size()))), () -> {});
            List<Exchange> refused = transformAll(cluster, etl);
            if (!refused.isEmpty()) {
                expectReason(refused, etl);
                Expect.status(cluster.startAgain(etl), 200, "the stopped ETL started again, on the new set");
                List<Exchange> still = transformAll(cluster, etl);
                Expect.that(still.isEmpty(), "a transform is refused", "every object transformed on the new set");
            }
            cluster.stop("POST", etl);
        }
    }

    private static Map<String, String> environment(String node) {
        return Map.of("K8S_NODE_NAME", node);
    }

    /** Those that are refused. */
    private static List<Exchange> transformAll(Cluster cluster, String etl) throws InterruptedException {
        List<Exchange> refused = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            Exchange answer = cluster.transform(BUCKET, "o" + i, etl);
            if (answer.status() == 200) {
                String md5 = Digest.md5(Payload.of("text " + i));
                Expect.that(answer.text().strip().equals(md5), answer, "the MD5 of the object: " + md5);
            } else {
                refused.add(answer);
            }
        }
        return refused;
    }

    private static void expectReason(List<Exchange> refused, String etl) {
        Expect.that(
                refused.size() == OBJECTS,
                refused.get(0),
                "the ETL on every target after one has joined, or on none; " + refused.size() + " of " + OBJECTS
                        + " objects are refused");
        for (Exchange answer : refused) {
            Expect.refused(answer, "the ETL was stopped, as the targets have changed", etl, "targets have changed");
        }
    }
}

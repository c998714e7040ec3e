package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;

/** LIFE-10: where the pod of one target alone cannot start, init fails as a whole and no pod is left on any target. */
final class FailsAsAWhole implements Check {

    private static final String ENV = "spec.containers[0].env";

    @Override
    public String name() {
        return "fails-as-a-whole-where-one-target-fails";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-10");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES, Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        List<Pod> others = session.kubernetes().of(session.shared().md5());
        Expect.that(!others.isEmpty(), "no pods of an ETL that runs", "its pods");
        String unlucky =
                others.get(session.random().nextInt(others.size())).getSpec().getNodeName();
        PodYaml spec = session.probeSpec()
                .with("metadata.annotations.wait_timeout", "10m")
                .with(ENV + "[0].name", "PROBE_NODE")
                .with(ENV + "[0].valueFrom.fieldRef.fieldPath", "spec.nodeName")
                .with(ENV + "[1].name", "PROBE_ONLY_ON")
                .with(ENV + "[1].value", unlucky)
                .with(ENV + "[2].name", "PROBE_EXIT")
                .with(ENV + "[2].value", "1");
        String id = session.newId();
        Exchange init = session.cluster().init(id, spec.text());
        Expect.that(init.status() >= 400, init, "an error, since the pod on node " + unlucky + " exits at once");
        List<String> running = session.cluster().etls();
        Expect.that(!running.contains(id), "the list of running ETLs " + running, "that it does not hold " + id);
        session.kubernetes().expectGone(id, "the failed init");
    }
}

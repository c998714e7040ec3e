package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Pods;
import io.etlbed.conformance.check.Session;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Set;

/**
 * SPEC-10 and SPEC-11: timeoutSeconds 5 and periodSeconds 10 are written into the Pod, each where it is not given, and what
 * is given stays.
 */
final class WritesProbeDefaults implements Check {

    private static final String PROBE = "spec.containers[0].readinessProbe.";

    @Override
    public String name() {
        return "writes-the-probe-defaults-into-the-pod";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-10", "SPEC-11");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        // Not through Session.start, which sets a period of its own.
        String timed = session.newId();
        Expect.status(
                session.cluster()
                        .init(
                                timed,
                                session.md5Spec()
                                        .with(PROBE + "timeoutSeconds", 3)
                                        .text()),
                200,
                "init of a specification with timeoutSeconds 3");
        expectProbe(session.kubernetes(), timed, 3, 10);
        expectProbe(session.kubernetes(), session.start(session.md5Spec().with(PROBE + "periodSeconds", 2)), 5, 2);
    }

    private static void expectProbe(Pods kubernetes, String etl, int timeout, int period) {
        List<Pod> pods = kubernetes.of(etl);
        Expect.that(!pods.isEmpty(), "no pod of " + etl, "pods whose names begin with the ETL_ID");
        for (Pod pod : pods) {
            Probe probe = pod.getSpec().getContainers().get(0).getReadinessProbe();
            String found = "timeoutSeconds " + probe.getTimeoutSeconds() + ", periodSeconds " + probe.getPeriodSeconds()
                    + " in pod " + pod.getMetadata().getName();
            Expect.that(
                    Integer.valueOf(timeout).equals(probe.getTimeoutSeconds())
                            && Integer.valueOf(period).equals(probe.getPeriodSeconds()),
                    found,
                    "timeoutSeconds " + timeout + ", periodSeconds " + period);
        }
    }
}

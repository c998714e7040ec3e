package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** LIFE-12: once init has returned, every target serves; no request meets a pod that is not ready. */
final class ServesOnceInitReturned implements Check {

    @Override
    public String name() {
        return "serves-on-every-target-once-init-returned";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-12");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        Map<String, List<String>> placed = session.spread(bucket, Payload.of("ready?"));
        // Until it is ready the probe refuses objects, so that a cluster which does not wait is found out.
        String etl = session.start(session.probeSpec()
                .with("spec.containers[0].env[0].name", "PROBE_READY_AFTER")
                .with("spec.containers[0].env[0].value", "2.5"));
        for (Map.Entry<String, List<String>> target : placed.entrySet()) {
            Expect.status(
                    session.cluster().transform(bucket, target.getValue().get(0), etl),
                    200,
                    "an object transformed on target " + target.getKey() + " right after init");
        }
    }
}

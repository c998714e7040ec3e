package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** LIFE-01 and LIFE-14: as many pods as targets, in namespace ais, named after the ETL_ID. */
final class StartsOnePodPerTarget implements Check {

    @Override
    public String name() {
        return "starts-one-pod-per-target";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-01", "LIFE-14");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.start("Etl-" + session.lab().names().next(), session.md5Spec());
        Set<String> targets = session.cluster().map().targets().keySet();
        List<Pod> pods = session.kubernetes().of(etl);
        List<String> names =
                pods.stream().map(pod -> pod.getMetadata().getName()).toList();
        Expect.that(
                pods.size() == targets.size(),
                "in namespace ais the pods " + names,
                targets.size() + " pods, one per target, named " + etl.toLowerCase(Locale.ROOT) + "…");
        for (Pod pod : pods) {
            boolean ready = pod.getStatus().getConditions().stream()
                    .anyMatch(condition -> condition.getType().equals("Ready")
                            && condition.getStatus().equals("True"));
            Expect.that(ready, pod.getMetadata().getName() + " is not ready", "all pods ready once init has returned");
        }
    }
}

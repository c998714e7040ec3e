package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** LIFE-02: each container runs on the Kubernetes node of its target. */
final class RunsBesideTheTarget implements Check {

    @Override
    public String name() {
        return "runs-each-pod-beside-its-target";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-02");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Map<String, String> nodes = TargetNodes.of(session);
        String etl = session.shared().md5();
        List<Pod> pods = session.kubernetes().of(etl);
        nodes.forEach((target, node) -> {
            List<Pod> own = pods.stream()
                    .filter(pod -> pod.getMetadata().getName().contains(label(target)))
                    .toList();
            Expect.that(own.size() == 1, own.size() + " pods of " + etl + " for target " + target, "one");
            String found = own.get(0).getSpec().getNodeName();
            Expect.that(
                    node.equals(found),
                    "pod " + own.get(0).getMetadata().getName() + " on node " + found,
                    "on node " + node + ", where target " + target + " is");
        });
    }

    private static String label(String target) {
        return target.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.etlbed.conformance.suite.xform;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** XFORM-04: each target has its objects transformed by a container of its own, and the work is spread over all. */
final class RunsWhereTheObjectIs implements Check {

    @Override
    public String name() {
        return "transforms-where-the-object-is";
    }

    @Override
    public Set<String> proves() {
        return Set.of("XFORM-04");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe();
        String bucket = session.newBucket();
        Map<String, List<String>> placed = session.spread(bucket, ProbeTalk.report());
        Map<String, String> targetOfContainer = new HashMap<>();
        for (Map.Entry<String, List<String>> target : placed.entrySet()) {
            String container = "";
            for (String object : target.getValue()) {
                Exchange answer = session.cluster().transform(bucket, object, probe);
                String instance = ProbeTalk.reported(answer).path("instance").asText();
                Expect.that(
                        container.isEmpty() || container.equals(instance),
                        answer,
                        "another container than the one before",
                        "all objects of target " + target.getKey() + " transformed by one container, its own");
                container = instance;
                String owner = targetOfContainer.putIfAbsent(instance, target.getKey());
                Expect.that(
                        owner == null || owner.equals(target.getKey()),
                        answer,
                        "the container of target " + owner,
                        "a container of target " + target.getKey() + "'s own");
            }
        }
    }
}

package io.etlbed.conformance.suite.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** LIFE-09: the logs hold what each target's pod has printed, of all targets or of one. */
final class ShowsLogs implements Check {

    @Override
    public String name() {
        return "shows-what-each-pod-printed";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-09");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe();
        String bucket = session.newBucket();
        // What each probe prints at its start tells it from the others.
        Map<String, String> printed = new TreeMap<>();
        for (Map.Entry<String, List<String>> target :
                session.spread(bucket, ProbeTalk.report()).entrySet()) {
            Exchange answer =
                    session.cluster().transform(bucket, target.getValue().get(0), probe);
            printed.put(
                    target.getKey(), ProbeTalk.reported(answer).path("instance").asText());
        }
        Exchange all = session.cluster().logs(probe, "");
        Map<String, String> logs = logs(all);
        Expect.that(
                logs.keySet().equals(printed.keySet()),
                all,
                "the logs of " + logs.keySet(),
                "the log of each target, " + printed.keySet());
        for (Map.Entry<String, String> target : printed.entrySet()) {
            expectPrinted(all, logs, target);
            Exchange one = session.cluster().logs(probe, "/" + target.getKey());
            Map<String, String> alone = logs(one);
            Expect.that(
                    alone.keySet().equals(Set.of(target.getKey())),
                    one,
                    "the logs of " + alone.keySet(),
                    "the log of target " + target.getKey() + " alone");
            expectPrinted(one, alone, target);
        }
        Expect.refused(session.cluster().logs(probe, "/nobody"), "there is no target of that name", "nobody");
    }

    private static void expectPrinted(Exchange exchange, Map<String, String> logs, Map.Entry<String, String> target) {
        Expect.that(
                logs.getOrDefault(target.getKey(), "").contains(target.getValue()),
                exchange,
                "what the pod of target " + target.getKey() + " has printed: " + target.getValue());
    }

    private static Map<String, String> logs(Exchange exchange) {
        Expect.status(exchange, 200, "the logs");
        JsonNode tree = Expect.json(exchange, JsonNode::isArray, "the logs as a JSON array");
        Map<String, String> logs = new TreeMap<>();
        for (JsonNode one : tree) {
            logs.put(
                    one.path("target_id").asText(),
                    decoded(exchange, one.path("logs").asText()));
        }
        return logs;
    }

    private static String decoded(Exchange exchange, String log) {
        try {
            return new String(Base64.getDecoder().decode(log), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            Expect.that(false, exchange, "each log in base64");
            return log;
        }
    }
}

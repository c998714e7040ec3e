package io.etlbed.conformance.suite.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.Wait;
import io.etlbed.conformance.http.Exchange;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** LIFE-09: the health of a running ETL gives CPU and memory of each target's pod. */
final class TellsHealth implements Check {

    /** A cluster's metrics come a while after its pods; until then there are none, which is no fault. */
    private static final int PATIENCE = 2;

    @Override
    public String name() {
        return "tells-cpu-and-memory-of-each-pod";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-09");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.shared().md5();
        Duration patience = session.lab().patience().multipliedBy(PATIENCE);
        Optional<Exchange> health = Wait.upTo(
                patience, () -> Optional.of(session.cluster().health(etl)).filter(answer -> answer.status() != 404));
        Expect.that(
                health.isPresent(), "404 still", "the health of a running ETL within " + patience.toSeconds() + " s");
        Exchange answer = health.orElseThrow();
        Expect.status(answer, 200, "the health of a running ETL");
        JsonNode tree = Expect.json(answer, JsonNode::isArray, "the health as a JSON array");
        Set<String> found = new TreeSet<>();
        for (JsonNode one : tree) {
            String target = one.path("target_id").asText();
            found.add(target);
            Expect.that(
                    one.path("cpu").isNumber() && one.path("cpu").asDouble() >= 0,
                    answer,
                    "the CPU of the pod of target " + target + " as a number of cores");
            Expect.that(
                    one.path("mem").isNumber() && one.path("mem").asLong() > 0,
                    answer,
                    "the memory of the pod of target " + target + " as a number of bytes");
        }
        Set<String> targets = session.cluster().map().targets().keySet();
        Expect.that(
                found.equals(targets), answer, "the health on " + found, "the health of the pod of each of " + targets);
    }
}

package io.etlbed.conformance.suite.comm;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Clients;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.List;
import java.util.Set;

/** COMM-06: requests of several clients reach one container at once: each waits there for the others. */
record SendsInParallel(Mechanism mechanism) implements Check {

    private static final int AT_ONCE = 4;

    @Override
    public String name() {
        return "sends-requests-in-parallel-by-" + mechanism.word();
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-06");
    }

    @Override
    public Set<Need> needs() {
        return mechanism == Mechanism.IO ? Set.of(Need.PROBE, Need.PROCESSES) : Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe(mechanism);
        String bucket = session.newBucket();
        int seconds = (int) Math.min(20, session.lab().patience().toSeconds());
        session.put(bucket, "an-object", ProbeTalk.barrier(bucket, AT_ONCE, seconds));
        List<Exchange> answers;
        try (Clients clients = new Clients()) {
            answers = clients.askTogether(AT_ONCE, () -> session.cluster().transform(bucket, "an-object", probe));
        }
        for (Exchange answer : answers) {
            JsonNode report = ProbeTalk.reported(answer);
            Expect.that(
                    report.path("overlap").asInt() >= AT_ONCE,
                    answer,
                    report.path("overlap").asInt() + " requests at the container within " + seconds + " s",
                    AT_ONCE + " at once, as they were sent");
        }
    }
}

package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Set;

/** LIFE-13: an unknown ETL_ID is answered 404 with the id in the message, whatever is asked of it. */
final class DoesNotKnowStrangers implements Check {

    @Override
    public String name() {
        return "answers-404-on-unknown-ids";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-13");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        session.put(bucket, "an-object", Payload.of("x"));
        String stranger = "nobody-" + session.lab().names().next();
        Cluster cluster = session.cluster();
        for (Exchange answer : List.of(
                cluster.view(stranger),
                cluster.stop("POST", stranger),
                cluster.stop("DELETE", stranger),
                cluster.startAgain(stranger),
                cluster.logs(stranger, ""),
                cluster.health(stranger),
                cluster.delete(stranger),
                cluster.transform(bucket, "an-object", stranger))) {
            Expect.status(answer, 404, "no ETL " + stranger);
            Expect.that(
                    Expect.message(answer).orElse("").contains(stranger), answer, "a message that names " + stranger);
        }
    }
}

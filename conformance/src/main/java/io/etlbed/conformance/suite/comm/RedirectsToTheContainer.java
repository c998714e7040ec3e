package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckSkipped;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/** COMM-03: the target answers the client with a redirect to the container, which fetches the object from the target. */
final class RedirectsToTheContainer implements Check {

    private static final String OBJECT = "a folder/an object#1";

    @Override
    public String name() {
        return "redirects-the-client-to-the-container";
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-03");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe(Mechanism.HPULL);
        String bucket = session.newBucket();
        Payload payload = ProbeTalk.report(100_000, session.random());
        session.put(bucket, OBJECT, payload);
        Exchange answer = session.cluster().transform(bucket, OBJECT, probe);
        if (answer.hops().isEmpty()) {
            throw new CheckSkipped("the gateway serves objects itself: it follows the target's redirect unseen");
        }
        Expect.that(
                !session.cluster().map().holds(answer.answeredBy()),
                answer,
                "an answer from " + answer.answeredBy() + ", a node of the cluster",
                "a redirect to the container, which answers the client itself");
        Fetched.expect(answer, bucket, OBJECT, payload);
    }
}

package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/** COMM-02: the target hands the GET on to the container, which fetches the object, and the client is answered by the target. */
final class ReversesToTheContainer implements Check {

    private static final String OBJECT = "a folder/an object#1";

    @Override
    public String name() {
        return "hands-the-get-on-to-the-container";
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-02");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe(Mechanism.HREV);
        String bucket = session.newBucket();
        Payload payload = ProbeTalk.report(100_000, session.random());
        session.put(bucket, OBJECT, payload);
        Exchange answer = session.cluster().transform(bucket, OBJECT, probe);
        Fetched.expect(answer, bucket, OBJECT, payload);
        Expect.that(
                answer.hops().isEmpty() || session.cluster().map().holds(answer.answeredBy()),
                answer,
                "an answer from " + answer.answeredBy(),
                "an answer from the cluster: with hrev:// the client never meets the container");
    }
}

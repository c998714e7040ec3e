package io.etlbed.conformance.suite.comm;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/** COMM-01: the object is the body of a POST, and the container's response is what the client gets. */
final class PostsTheObject implements Check {

    @Override
    public String name() {
        return "posts-the-object-to-the-container";
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-01");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe();
        String bucket = session.newBucket();
        Payload payload = ProbeTalk.report(100_000, session.random());
        session.put(bucket, "an-object", payload);
        Exchange answer = session.cluster().transform(bucket, "an-object", probe);
        JsonNode report = ProbeTalk.reported(answer);
        Expect.that(report.path("method").asText().equals("POST"), answer, "the object sent by POST");
        Expect.that(
                report.path("length").asLong() == payload.length()
                        && report.path("md5").asText().equals(Digest.md5(payload)),
                answer,
                "the object's " + payload.length() + " bytes as the body, MD5 " + Digest.md5(payload));
    }
}

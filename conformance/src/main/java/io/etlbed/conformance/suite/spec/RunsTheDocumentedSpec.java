package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/** A specification as the documents have it, without anything optional, is accepted and transforms by {@code hpush://}. */
final class RunsTheDocumentedSpec implements Check {

    @Override
    public String name() {
        return "runs-the-documented-specification";
    }

    @Override
    public Set<String> proves() {
        return Set.of(
                "SPEC-01", "SPEC-02", "SPEC-04", "SPEC-05", "SPEC-06", "SPEC-07", "SPEC-08", "SPEC-09", "SPEC-12",
                "SPEC-13");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.start(session.md5Spec());
        String bucket = session.newBucket();
        Payload payload = Payload.generated(10_000, session.random().nextLong());
        session.put(bucket, "an-object", payload);
        Exchange answer = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(answer, 200, "the transformed object");
        Expect.that(
                answer.text().strip().equals(Digest.md5(payload)),
                answer,
                "the MD5 of the object, " + Digest.md5(payload) + ", computed by the pod");
    }
}

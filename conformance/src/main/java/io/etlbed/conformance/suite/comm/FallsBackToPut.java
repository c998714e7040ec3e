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

/**
 * COMM-01: a container that does not know POST, and says so before it has read the body, gets a PUT, from the first request
 * on; afterwards it is not asked by POST again.
 *
 * @param status by which it refuses POST
 * @param bytes of the first object
 */
record FallsBackToPut(int status, int bytes) implements Check {

    @Override
    public String name() {
        return "falls-back-to-put-on-" + status;
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
        String etl = session.start(session.probeSpec()
                .with("spec.containers[0].env[0].name", "PROBE_POST_STATUS")
                .with("spec.containers[0].env[0].value", String.valueOf(status)));
        String bucket = session.newBucket();
        Payload payload = Payload.generated(bytes, session.random().nextLong());
        session.put(bucket, "an-object", payload);
        Exchange first = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(first, 200, "the first object sent by PUT, since the container answers POST " + status);
        String digest = Digest.md5(payload);
        Expect.that(
                first.body().length() == bytes && first.body().md5().equals(digest),
                first,
                first.body().length() + " bytes, MD5 " + first.body().md5(),
                "the echo of all " + bytes + " bytes, MD5 " + digest);

        // The same name is on the same target, and with it at the same container.
        session.put(bucket, "an-object", ProbeTalk.report());
        JsonNode before = ProbeTalk.reported(session.cluster().transform(bucket, "an-object", etl));
        Exchange again = session.cluster().transform(bucket, "an-object", etl);
        JsonNode after = ProbeTalk.reported(again);
        Expect.that(after.path("method").asText().equals("PUT"), again, "the object sent by PUT");
        int posts = after.path("methods").path("POST").asInt();
        Expect.that(posts >= 1, again, "a POST tried first");
        Expect.that(
                posts == before.path("methods").path("POST").asInt(),
                again,
                "no POST any more, once the container is known to want PUT");
    }
}

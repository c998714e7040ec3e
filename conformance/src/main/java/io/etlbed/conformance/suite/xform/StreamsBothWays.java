package io.etlbed.conformance.suite.xform;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * XFORM-01: the reader has the beginning of the answer while the container has not yet got the end of the object. The
 * reader takes a little and then no more, and a second request asks the container how much of the first it has got.
 */
final class StreamsBothWays implements Check {

    /** More than all buffers on the way together. */
    private static final long LENGTH = 128L << 20;

    @Override
    public String name() {
        return "streams-while-the-object-still-goes-in";
    }

    @Override
    public Set<String> proves() {
        return Set.of("XFORM-01");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.start(session.probeSpec());
        String bucket = session.newBucket();
        Map<String, List<String>> placed = session.spread(bucket, ProbeTalk.report());
        List<String> together = placed.values().stream()
                .filter(objects -> objects.size() > 1)
                .findFirst()
                .orElseThrow(() -> CheckFailed.because("objects " + placed, "two objects on one target"));
        session.put(
                bucket,
                together.get(0),
                Payload.generated(LENGTH, session.random().nextLong()));
        try (InputStream answer =
                session.http().stream(Request.of("GET", Cluster.transformPath(bucket, together.get(0), probe)))) {
            byte[] first = answer.readNBytes(1000);
            Exchange asked = session.cluster().transform(bucket, together.get(1), probe);
            JsonNode others = ProbeTalk.reported(asked).path("received_by_others");
            long received = 0;
            for (JsonNode other : others) {
                received = Math.max(received, other.asLong());
            }
            Expect.that(
                    first.length == 1000 && others.size() > 1 && received > 0 && received < LENGTH,
                    asked,
                    "the reader has " + first.length + " bytes, while the container has got " + received + " of "
                            + LENGTH + (others.size() > 1 ? "" : " and is done"),
                    "a reader that has the beginning while the container still waits for the end");
        } catch (IOException e) {
            throw CheckFailed.because("the transformed object broke off: " + e.getMessage(), "its beginning");
        }
    }
}

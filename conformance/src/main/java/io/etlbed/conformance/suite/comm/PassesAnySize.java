package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * COMM-08 and XFORM-01: an object of no bytes passes, and a large one streams: the reader has the beginning of the answer
 * while the container has not yet got the end of the object. The reader takes a little and then no more, a second request
 * asks the container how much of the first it has got, and then the reader takes the rest. Memory cannot be seen from here.
 */
record PassesAnySize(Mechanism mechanism) implements Check {

    @Override
    public String name() {
        return "streams-objects-of-any-size-by-" + mechanism.word();
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-08", "XFORM-01");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe(mechanism);
        String bucket = session.newBucket();
        List<String> together = session.neighbours(bucket);
        session.put(bucket, together.get(1), ProbeTalk.report());
        expectNothing(session, bucket, together.get(0), probe);
        Payload payload = ProbeTalk.echo(
                bucket, session.lab().profile().largeObject(), session.random().nextLong());
        session.put(bucket, together.get(0), payload);
        try (InputStream answer =
                session.http().stream(Request.of("GET", Cluster.transformPath(bucket, together.get(0), probe)))) {
            byte[] beginning = answer.readNBytes(1000);
            Exchange asked = session.cluster().transform(bucket, together.get(1), probe);
            long received =
                    ProbeTalk.reported(asked).path("echoed").path(bucket).asLong();
            Expect.that(
                    beginning.length == 1000 && received > 0 && received < payload.length(),
                    asked,
                    "the reader has " + beginning.length + " bytes, while the container has got " + received + " of "
                            + payload.length(),
                    "a reader that has the beginning while the container still waits for the end");
            OptionalLong parting =
                    payload.parting(new SequenceInputStream(new ByteArrayInputStream(beginning), answer));
            Expect.that(
                    parting.isEmpty(),
                    "an answer that is not the object from byte " + parting.orElse(0) + " on",
                    "all of the object's " + payload.length() + " bytes, and no more");
        } catch (IOException e) {
            throw CheckFailed.because(
                    "the transformed object broke off: " + e.getMessage(), "all of its " + payload.length() + " bytes");
        }
    }

    private static void expectNothing(Session session, String bucket, String object, String probe)
            throws InterruptedException {
        session.put(bucket, object, Payload.none());
        Exchange empty = session.cluster().transform(bucket, object, probe);
        Expect.status(empty, 200, "the echo of an object of 0 bytes");
        Expect.that(empty.body().length() == 0, empty, "an answer of 0 bytes, as the object");
    }
}

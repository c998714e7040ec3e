package io.etlbed.conformance.suite.xform;

import io.etlbed.conformance.check.BucketJob;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** XFORM-02, API-04: a bucket is transformed into a new one, whose objects are usable as any other. */
final class MakesABucket implements Check {

    @Override
    public String name() {
        return "makes-a-bucket-of-transformed-objects";
    }

    @Override
    public Set<String> proves() {
        return Set.of("XFORM-02", "API-04");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String md5 = session.shared().md5();
        String from = session.newBucket();
        Map<String, Payload> put = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            Payload payload = Payload.generated(1000L * i, session.random().nextLong());
            put.put("folder/object-" + i, payload);
            session.put(from, "folder/object-" + i, payload);
        }
        String to = session.newBucketName();
        BucketJob.start(session.cluster(), from, to, "etl-bck", "{\"id\":\"" + md5 + "\"}")
                .done();

        List<String> objects = session.cluster().objects(to);
        Expect.that(
                Set.copyOf(objects).equals(put.keySet()),
                "the objects " + objects,
                "the transformed objects " + put.keySet());
        for (Map.Entry<String, Payload> each : put.entrySet()) {
            Exchange answer = Expect.status(session.cluster().get(to, each.getKey()), 200, "a transformed object");
            String expected = Digest.md5(each.getValue());
            Expect.that(answer.text().strip().equals(expected), answer, "the MD5 " + expected);
        }
        Exchange again = session.cluster().transform(to, "folder/object-1", md5);
        Expect.status(again, 200, "a transformed object, transformed once more");
        List<String> originals = session.cluster().objects(from);
        Expect.that(Set.copyOf(originals).equals(put.keySet()), "the source with " + originals, "the source as it was");
    }
}

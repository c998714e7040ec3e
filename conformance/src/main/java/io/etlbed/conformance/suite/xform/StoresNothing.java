package io.etlbed.conformance.suite.xform;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Set;

/** XFORM-01: an inline transform stores nothing; the object stays as it is. */
final class StoresNothing implements Check {

    @Override
    public String name() {
        return "stores-nothing-of-an-inline-transform";
    }

    @Override
    public Set<String> proves() {
        return Set.of("XFORM-01");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String md5 = session.shared().md5();
        String bucket = session.newBucket();
        Payload payload = Payload.generated(50_000, session.random().nextLong());
        session.put(bucket, "an-object", payload);
        for (int i = 0; i < 2; i++) {
            Exchange answer = session.cluster().transform(bucket, "an-object", md5);
            Expect.status(answer, 200, "the transformed object");
            Expect.that(answer.text().strip().equals(Digest.md5(payload)), answer, "the MD5 " + Digest.md5(payload));
        }
        List<String> objects = session.cluster().objects(bucket);
        Expect.that(objects.equals(List.of("an-object")), "the objects " + objects, "the one object that was put");
        Exchange original = session.cluster().get(bucket, "an-object");
        Expect.that(
                original.body().md5().equals(Digest.md5(payload)),
                original,
                "an original with MD5 " + original.body().md5(),
                "the original as it was put, MD5 " + Digest.md5(payload));
        Expect.that(
                original.header("ais-version").orElse("1").equals("1"), original, "the object's first version still");
    }
}

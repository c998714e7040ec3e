package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/** API-03: with {@code uuid} the transformed object, without it the original. */
final class UuidTransforms implements Check {

    @Override
    public String name() {
        return "uuid-tells-transformed-from-original";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-03");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String md5 = session.shared().md5();
        String bucket = session.newBucket();
        for (int size : new int[] {0, 1, 5_000, 3_000_000}) {
            Payload payload = Payload.generated(size, session.random().nextLong());
            String object = "bytes-" + size;
            session.put(bucket, object, payload);
            Exchange transformed = session.cluster().transform(bucket, object, md5);
            Expect.status(transformed, 200, "the transformed object");
            Expect.that(
                    transformed.text().strip().equals(Digest.md5(payload)),
                    transformed,
                    "the MD5 " + Digest.md5(payload));
            Exchange original = session.cluster().get(bucket, object);
            Expect.status(original, 200, "the original object");
            Expect.that(
                    original.body().length() == size && original.body().md5().equals(Digest.md5(payload)),
                    original,
                    original.body().length() + " bytes, MD5 " + original.body().md5(),
                    "the original of " + size + " bytes, MD5 " + Digest.md5(payload));
        }
    }
}

package io.etlbed.conformance.suite.xform;

import io.etlbed.conformance.check.BucketJob;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Set;

/** XFORM-03: a copy is an offline transform without a transform, with the same options. */
final class CopiesABucket implements Check {

    @Override
    public String name() {
        return "copies-a-bucket-with-the-options-of-a-transform";
    }

    @Override
    public Set<String> proves() {
        return Set.of("XFORM-03");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String from = session.newBucket();
        Payload payload = Payload.generated(300_000, session.random().nextLong());
        for (int i = 0; i < 9; i++) {
            session.put(from, "a/" + i + ".in1", payload);
        }
        String to = session.newBucketName();
        BucketJob.start(session.cluster(), from, to, "copy-bck", "{\"prefix\":\"copy-\",\"ext\":{\"in1\":\"out1\"}}")
                .done();
        List<String> objects = session.cluster().objects(to);
        Expect.that(
                objects.size() == 9 && objects.contains("copy-a/4.out1"),
                "the objects " + objects,
                "the copies by their new names, such as copy-a/4.out1");
        for (String object : objects) {
            Exchange copy = session.cluster().get(to, object);
            Expect.that(copy.body().md5().equals(Digest.md5(payload)), copy, "the bytes of the original");
        }

        String nowhere = session.newBucketName();
        BucketJob dry = BucketJob.start(session.cluster(), from, nowhere, "copy-bck", "{\"dry_run\":true}")
                .done();
        Expect.that(
                dry.counted("loc-objs") + dry.counted("out-objs") == 9,
                "counters " + dry.statistics(),
                "9 objects in the statistics of a dry run of the copy");
    }
}

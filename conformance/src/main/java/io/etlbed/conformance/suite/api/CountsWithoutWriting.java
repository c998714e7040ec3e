package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.BucketJob;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Paths;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Request;
import java.util.Set;

/** API-05: a dry run counts the objects and bytes that would be, and writes nothing. */
final class CountsWithoutWriting implements Check {

    private static final int OBJECTS = 7;

    /** The length of an MD5 in hex. */
    private static final int BYTES = 32;

    @Override
    public String name() {
        return "dry-run-counts-and-writes-nothing";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-05");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String md5 = session.shared().md5();
        String from = session.newBucket();
        for (int i = 0; i < OBJECTS; i++) {
            session.put(
                    from,
                    "object-" + i,
                    Payload.generated(2000, session.random().nextLong()));
        }
        String to = session.newBucketName();
        BucketJob job = BucketJob.start(
                        session.cluster(), from, to, "etl-bck", "{\"id\":\"" + md5 + "\",\"dry_run\":true}")
                .done();
        long objects = job.counted("loc-objs") + job.counted("out-objs");
        long bytes = job.counted("loc-bytes") + job.counted("out-bytes");
        Expect.that(objects == OBJECTS, objects + " objects counted", OBJECTS + " objects in the statistics");
        Expect.that(bytes == OBJECTS * BYTES, bytes + " bytes counted", OBJECTS * BYTES + " bytes in the statistics");
        Exchange head = session.http().send(Request.of("HEAD", Paths.bucket(to)));
        Expect.status(head, 404, "that the destination of a dry run was not made");
    }
}

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
import java.util.TreeSet;

/** XFORM-06: a list of names or a template selects the objects that are transformed or copied. */
final class SelectsObjects implements Check {

    private static final int SHARDS = 10;

    @Override
    public String name() {
        return "selects-objects-by-list-and-template";
    }

    @Override
    public Set<String> proves() {
        return Set.of("XFORM-06");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String md5 = session.shared().md5();
        String from = session.newBucket();
        for (int i = 0; i < SHARDS; i++) {
            session.put(from, "shard-0" + i + ".tar", Payload.of("shard " + i));
        }
        session.put(from, "other", Payload.of("another"));

        String transformed = "\"id\":\"" + md5 + "\"";
        String listed = expect(
                session,
                from,
                "etl-listrange",
                transformed + ",\"objnames\":[\"shard-03.tar\",\"other\"]",
                "shard-03.tar",
                "other");
        Exchange object = session.cluster().get(listed, "shard-03.tar");
        Expect.that(object.text().strip().equals(Digest.md5(Payload.of("shard 3"))), object, "the MD5 of shard-03.tar");
        expect(session, from, "copy-listrange", "\"objnames\":[\"shard-05.tar\"]", "shard-05.tar");
        expect(
                session,
                from,
                "copy-listrange",
                "\"template\":\"shard-{01..07..3}.tar\"",
                "shard-01.tar",
                "shard-04.tar",
                "shard-07.tar");
        expect(
                session,
                from,
                "etl-listrange",
                transformed + ",\"template\":\"shard-{08..09}.tar\"",
                "shard-08.tar",
                "shard-09.tar");
    }

    /** The bucket that the job has filled. */
    private static String expect(Session session, String from, String action, String value, String... names)
            throws InterruptedException {
        String to = session.newBucket();
        BucketJob.startSelected(session.cluster(), from, to, action, value).idle();
        Set<String> found = new TreeSet<>(session.cluster().objects(to));
        Expect.that(
                found.equals(new TreeSet<>(List.of(names))),
                "the objects " + found + " by " + action + " with " + value,
                "the objects that were selected, " + List.of(names));
        return to;
    }
}

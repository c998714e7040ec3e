package io.etlbed.conformance.suite.cli;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.Wait;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** CLI-04: one object through an ETL, as a file, and a bucket through an ETL, as a bucket. */
final class TransformsObjects implements Check {

    private static final String OBJECT = "train/0278350.jpg";

    @Override
    public String name() {
        return "ais-transforms-objects-and-buckets";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CLI-04");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.AIS);
    }

    @Override
    public int weight() {
        return 10;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.shared().md5();
        String from = session.newBucket();
        Map<String, Payload> objects = new TreeMap<>();
        objects.put(OBJECT, Payload.generated(18_309, session.random().nextLong()));
        objects.put("train/0278351.jpg", Payload.of("a small one"));
        objects.put("val/1280048.jpg", Payload.none());
        for (Map.Entry<String, Payload> each : objects.entrySet()) {
            session.put(from, each.getKey(), each.getValue());
        }
        String source = "ais://" + from;
        String digest = Digest.md5(objects.get(OBJECT));
        try (AisUser user = new AisUser(session)) {
            expectDigest(user, user.ais("etl", "object", etl, source + "/" + OBJECT, "dog.txt"), "dog.txt", digest);
            expectDigest(user, user.ais("etl", "object", etl, source + "/" + OBJECT), "0278350.jpg", digest);

            String to = session.newBucketName();
            Done job = user.ais("etl", "bucket", etl, source, "ais://" + to).well("the transform is started");
            expectTransformed(session, job, to, objects);

            String stranger = session.newId();
            Done unknown = user.ais("etl", "object", stranger, source + "/" + OBJECT, "none.txt")
                    .refused("there is no such ETL", stranger);
            unknown.that(
                    user.files().equals(List.of("0278350.jpg", "dog.txt")),
                    "no file of what was refused; there are " + user.files());
            user.ais("etl", "bucket", stranger, source, "ais://" + session.newBucketName())
                    .refused("there is no such ETL", stranger);
        }
    }

    private static void expectDigest(AisUser user, Done done, String file, String digest) {
        done.well("the transformed object as a file");
        done.that(
                user.text(file).strip().equals(digest),
                "the MD5 " + digest + " in the file " + file + "; there are the files " + user.files());
    }

    /** The command may return before the job is over, as the protocol has it. */
    private static void expectTransformed(Session session, Done job, String to, Map<String, Payload> objects)
            throws InterruptedException {
        List<String> expected = List.copyOf(objects.keySet());
        Optional<List<String>> there = Wait.upTo(
                session.lab().patience(),
                () -> Optional.of(session.cluster().objects(to)).filter(expected::equals));
        if (there.isEmpty()) {
            throw job.failed("the objects " + session.cluster().objects(to), "the objects " + expected);
        }
        for (Map.Entry<String, Payload> each : objects.entrySet()) {
            Exchange got = Expect.status(session.cluster().get(to, each.getKey()), 200, "a transformed object");
            String digest = Digest.md5(each.getValue());
            job.that(got.text().strip().equals(digest), "the MD5 " + digest + " as " + each.getKey());
        }
    }
}

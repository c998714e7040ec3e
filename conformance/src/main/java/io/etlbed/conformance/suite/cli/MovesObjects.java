package io.etlbed.conformance.suite.cli;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Set;

/** CLI-03: a bucket is made, files are put, listed as the documents show it, got and written out. */
final class MovesObjects implements Check {

    private static final String PHOTO = "train/0000353.jpg";
    private static final String CLASS = "0000353.cls";

    @Override
    public String name() {
        return "ais-makes-buckets-puts-lists-and-gets";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CLI-03");
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
        Cluster cluster = session.cluster();
        Payload photo = Payload.generated(18_309, session.random().nextLong());
        String name = session.newBucketName();
        String bucket = "ais://" + name;
        try (AisUser user = new AisUser(session)) {
            user.write("photo.jpg", photo);
            user.write(CLASS, "7");

            Done created = user.ais("bucket", "create", bucket).well("the bucket is made");
            List<String> empty = cluster.objects(name);
            created.that(empty.isEmpty(), "an empty bucket; it holds " + empty);
            user.ais("bucket", "create", bucket).refused("there is a bucket of this name", name);

            Done put = user.ais("put", "photo.jpg", bucket + "/" + PHOTO).well("the file is put");
            expectStored(cluster, put, name, PHOTO, photo);
            put = user.ais("put", CLASS, bucket).well("the file is put by its own name");
            expectStored(cluster, put, name, CLASS, Payload.of("7"));

            Done list = user.ais("ls", bucket).well("the objects of the bucket");
            List<List<String>> expected =
                    List.of(List.of("NAME", "SIZE"), List.of(CLASS, "1B"), List.of(PHOTO, "17.88KiB"));
            list.that(
                    list.rows().equals(expected), "a table of NAME and SIZE: " + CLASS + " 1B, " + PHOTO + " 17.88KiB");

            expectWritten(user, user.ais("get", bucket + "/" + PHOTO), "0000353.jpg", photo);
            expectWritten(user, user.ais("get", bucket + "/" + PHOTO, "dog.jpg"), "dog.jpg", photo);
            Done cat = user.ais("object", "cat", bucket + "/" + CLASS).well("the object on the standard output");
            cat.that(cat.shown().out().equals("7"), "the object's own bytes on the standard output");

            Done missing = user.ais("get", bucket + "/none.jpg").refused("there is no such object", "none.jpg");
            List<String> files = List.of("0000353.cls", "0000353.jpg", "dog.jpg", "photo.jpg");
            missing.that(user.files().equals(files), "the files " + files + " alone; there are " + user.files());
            user.ais("ls", bucket + "-gone").refused("there is no such bucket", name + "-gone");
        }
    }

    private static void expectStored(Cluster cluster, Done put, String bucket, String object, Payload payload)
            throws InterruptedException {
        Exchange got = Expect.status(cluster.get(bucket, object), 200, "what ais has put");
        put.that(
                got.body().md5().equals(Digest.md5(payload)),
                "the file's own bytes stored as " + object + "; " + got.summary());
    }

    private static void expectWritten(AisUser user, Done get, String file, Payload payload) {
        get.well("the object as a file");
        get.that(
                Digest.md5(user.file(file)).equals(Digest.md5(payload)),
                "the object's own bytes in the file " + file + "; there are the files " + user.files());
    }
}

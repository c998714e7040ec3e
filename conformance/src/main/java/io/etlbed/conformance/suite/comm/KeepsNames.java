package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Set;

/** COMM-07: names survive PUT, GET, the list and a mechanism byte for byte. */
record KeepsNames(Mechanism mechanism) implements Check {

    private static final List<String> NAMES = List.of(
            "plain",
            "train/0000353.jpg",
            "a/b/c/d",
            "two  blanks",
            "100%",
            "a%20b",
            "a%2Fb",
            "one+one",
            "what?",
            "what?uuid=x&pid=y",
            "no#1",
            "a&b=c",
            "<\"quoted\"'>",
            "back\\slash",
            "semi;colon:at@",
            "~-_.!*()",
            "größe",
            "图像/训练.jpg",
            "😀.bin",
            ".hidden",
            "dots..in..it");

    @Override
    public String name() {
        return "keeps-object-names-by-" + mechanism.word();
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-07");
    }

    @Override
    public Set<Need> needs() {
        return mechanism == Mechanism.IO ? Set.of(Need.PROBE) : Set.of();
    }

    @Override
    public void run(Session session) throws InterruptedException {
        // No other of the documents' images is a program.
        boolean echoes = mechanism == Mechanism.IO;
        String etl =
                echoes ? session.shared().probe(mechanism) : session.shared().md5(mechanism);
        String bucket = session.newBucket();
        for (String name : NAMES) {
            session.put(bucket, name, content(name));
        }
        List<String> listed = session.cluster().objects(bucket);
        List<String> wanted = NAMES.stream().sorted().toList();
        Expect.that(
                listed.stream().sorted().toList().equals(wanted),
                "the list " + listed,
                "the names as they were given: " + wanted);
        for (String name : NAMES) {
            Exchange original = session.cluster().get(bucket, name);
            Expect.status(original, 200, "the object named " + name);
            Expect.that(
                    original.body().md5().equals(Digest.md5(content(name))),
                    original,
                    "the object named " + name + " itself");
            Exchange transformed = session.cluster().transform(bucket, name, etl);
            Expect.status(transformed, 200, "the object named " + name + ", transformed");
            String found =
                    echoes ? transformed.body().md5() : transformed.text().strip();
            Expect.that(
                    found.equals(Digest.md5(content(name))),
                    transformed,
                    "what the transformer makes of the object named " + name);
        }
    }

    private static Payload content(String name) {
        return Payload.of("content of " + name);
    }
}

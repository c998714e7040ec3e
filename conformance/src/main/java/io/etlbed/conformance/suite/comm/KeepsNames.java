package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.SharedEtls;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * COMM-07: names survive PUT, GET, the list and a mechanism byte for byte.
 *
 * @param way in words that a name may hold
 * @param etl one of the shared ETLs
 * @param md5 out of its answer the MD5 of the object, as hex
 */
record KeepsNames(String way, Set<Need> needs, Etl etl, Function<Exchange, String> md5) implements Check {

    /** Starts a shared ETL, if it does not run yet. */
    @FunctionalInterface
    interface Etl {
        String of(SharedEtls shared) throws InterruptedException;
    }

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
        return "keeps-object-names-by-" + way;
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-07");
    }

    static List<Check> all() {
        List<Check> all = new ArrayList<>();
        for (Mechanism mechanism : List.of(Mechanism.HPUSH, Mechanism.HREV, Mechanism.HPULL)) {
            all.add(new KeepsNames(mechanism.word(), Set.of(), shared -> shared.md5(mechanism), KeepsNames::text));
        }
        // No other of the documents' images is a program.
        Function<Exchange, String> ofAnEcho = answer -> answer.body().md5();
        all.add(new KeepsNames(
                "io", Set.of(Need.PROBE, Need.PROCESSES), shared -> shared.probe(Mechanism.IO), ofAnEcho));
        all.add(new KeepsNames(
                "io-of-code", Set.of(Need.PROCESSES), shared -> shared.code(Mechanism.IO), KeepsNames::text));
        return all;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String started = etl.of(session.shared());
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
            Exchange transformed = session.cluster().transform(bucket, name, started);
            Expect.status(transformed, 200, "the object named " + name + ", transformed");
            Expect.that(
                    md5.apply(transformed).equals(Digest.md5(content(name))),
                    transformed,
                    "what the transformer makes of the object named " + name);
        }
    }

    private static String text(Exchange answer) {
        return answer.text().strip();
    }

    private static Payload content(String name) {
        return Payload.of("content of " + name);
    }
}

package io.etlbed.conformance.suite.xform;

import io.etlbed.conformance.check.BucketJob;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** XFORM-05: extensions are renamed, prefix and suffix decorate, and beside {@code prepend} the prefix selects. */
final class RenamesObjects implements Check {

    private static final List<String> NAMES = List.of("a.in1", "b.in2", "c/d.in1", "plain");

    @Override
    public String name() {
        return "renames-what-it-transforms";
    }

    @Override
    public Set<String> proves() {
        return Set.of("XFORM-05");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String md5 = session.shared().md5();
        String from = session.newBucket();
        for (String name : NAMES) {
            session.put(from, name, Payload.of(name));
        }
        expect(session, from, md5, "\"ext\":{\"in1\":\"out1\"}", "a.out1", "b.in2", "c/d.out1", "plain");
        expect(session, from, md5, "\"ext\":\"md5\"", "a.md5", "b.md5", "c/d.md5", "plain");
        expect(
                session,
                from,
                md5,
                "\"prefix\":\"p-\",\"suffix\":\"-s\"",
                "p-a.in1-s",
                "p-b.in2-s",
                "p-c/d.in1-s",
                "p-plain-s");
        expect(session, from, md5, "\"prepend\":\"new/\",\"prefix\":\"c/\"", "new/c/d.in1");
    }

    private static void expect(Session session, String from, String etl, String options, String... names)
            throws InterruptedException {
        String to = session.newBucketName();
        BucketJob.start(session.cluster(), from, to, "etl-bck", "{\"id\":\"" + etl + "\"," + options + "}")
                .done();
        Set<String> found = new TreeSet<>(session.cluster().objects(to));
        Expect.that(
                found.equals(new TreeSet<>(List.of(names))),
                "the objects " + found + " with " + options,
                "the objects " + List.of(names));
    }
}

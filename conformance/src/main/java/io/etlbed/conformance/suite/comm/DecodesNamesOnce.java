package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Request;
import java.util.List;
import java.util.Set;

/** COMM-07: {@code %2F} is decoded once and equals a slash; parent segments and NUL are refused, however they are written. */
final class DecodesNamesOnce implements Check {

    @Override
    public String name() {
        return "decodes-object-names-once";
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-07");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        session.put(bucket, "a/b", Payload.of("content"));
        Exchange encoded = session.http().send(Request.of("GET", "/v1/objects/" + bucket + "/a%2Fb"));
        Expect.status(encoded, 200, "the object a/b by the path a%2Fb");
        Expect.that(encoded.text().equals("content"), encoded, "the object a/b");
        Exchange twice = session.http().send(Request.of("GET", "/v1/objects/" + bucket + "/a%252Fb"));
        Expect.status(twice, 404, "no object named a%2Fb: a path is decoded once");

        for (String hostile : List.of(
                "../a/b",
                "a/../b",
                "a/..",
                "%2e%2e/a",
                "a/%2E%2E/%2E%2E/b",
                "a%2F..%2F..%2Fb",
                "..%2f..%2fetc%2fpasswd",
                "nul%00byte",
                "a/%00")) {
            String path = "/v1/objects/" + bucket + "/" + hostile;
            refused(session.http().send(Request.of("PUT", path).body("x")), hostile);
            refused(session.http().send(Request.of("GET", path)), hostile);
        }
        List<String> listed = session.cluster().objects(bucket);
        Expect.that(listed.equals(List.of("a/b")), "the list " + listed, "the one object a/b");
    }

    private static void refused(Exchange answer, String name) {
        Expect.that(
                answer.status() >= 400 && answer.status() < 500,
                answer,
                "400, since " + name + " has a parent segment or NUL in it");
    }
}

package io.etlbed.conformance.suite.name;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Set;

/** NAME-01 to 03: the shortest and the longest names, with all kinds of characters, run. */
final class AcceptsNamesAtTheLimits implements Check {

    private static final int SHORTEST = 6;

    @Override
    public String name() {
        return "runs-the-shortest-and-the-longest-name";
    }

    @Override
    public Set<String> proves() {
        return Set.of("NAME-01", "NAME-02", "NAME-03");
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        Payload payload = Payload.of("names");
        session.put(bucket, "an-object", payload);
        int longest = session.lab().profile().longestName();
        String fill = session.lab().names().ofLength(longest);
        for (String id :
                List.of("Z" + fill.substring(0, SHORTEST - 1), "a_-" + fill.substring(0, longest - 5) + "Z9")) {
            session.start(id, session.md5Spec());
            Exchange answer = session.cluster().transform(bucket, "an-object", id);
            Expect.status(answer, 200, "the object transformed by " + id);
            Expect.that(answer.text().strip().equals(Digest.md5(payload)), answer, "the MD5 " + Digest.md5(payload));
        }
    }
}

package io.etlbed.conformance.suite.code;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CODE-01: a script that defines {@code transform} runs over the whole distributed data set, by each mechanism but io. */
record RunsAFunction(Mechanism mechanism) implements Check {

    @Override
    public String name() {
        return "runs-a-python-function-by-" + mechanism.word();
    }

    @Override
    public Set<String> proves() {
        return Set.of("CODE-01");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.shared().code(mechanism);
        String bucket = session.newBucket();
        Map<String, List<String>> placed = session.spread(bucket, Payload.none());
        int size = 0;
        for (Map.Entry<String, List<String>> target : placed.entrySet()) {
            for (String object : target.getValue()) {
                Payload payload = Payload.generated(size, session.random().nextLong());
                session.put(bucket, object, payload);
                Exchange answer = session.cluster().transform(bucket, object, etl);
                Expect.status(answer, 200, "what the function makes of an object on target " + target.getKey());
                Expect.that(
                        answer.text().equals(Digest.md5(payload)),
                        answer,
                        "the " + size + " bytes' MD5 " + Digest.md5(payload) + ", as the function returns it");
                size = Math.min(1_000_000, size * 5 + 1);
            }
        }
    }
}

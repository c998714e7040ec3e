package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** LIFE-08: a start brings a stopped ETL back on all targets. */
final class StartsAgain implements Check {

    @Override
    public String name() {
        return "starts-a-stopped-one-again";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-08");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.start(session.md5Spec());
        Expect.status(session.cluster().stop("POST", etl), 200, "the ETL stopped");
        Expect.status(session.cluster().startAgain(etl), 200, "the stopped ETL started again");
        List<String> running = session.cluster().etls();
        Expect.that(running.contains(etl), "the list of running ETLs " + running, "that it holds " + etl + " again");
        String bucket = session.newBucket();
        Payload payload = Payload.of("again");
        Map<String, List<String>> placed = session.spread(bucket, payload);
        for (Map.Entry<String, List<String>> target : placed.entrySet()) {
            Exchange answer =
                    session.cluster().transform(bucket, target.getValue().get(0), etl);
            Expect.status(answer, 200, "an object transformed on target " + target.getKey() + " again");
            Expect.that(answer.text().strip().equals(Digest.md5(payload)), answer, "the MD5 " + Digest.md5(payload));
        }
        if (session.pods().isPresent()) {
            int pods = session.pods().get().of(etl).size();
            Expect.that(pods == placed.size(), pods + " pods of " + etl, "one pod per target again, " + placed.size());
        }
    }
}

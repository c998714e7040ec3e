package io.etlbed.conformance.suite.comm;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** COMM-06: requests of several clients reach one container at once: each waits there for the others. */
final class SendsInParallel implements Check {

    private static final int AT_ONCE = 4;

    @Override
    public String name() {
        return "sends-requests-in-parallel";
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-06");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe();
        String bucket = session.newBucket();
        int seconds = (int) Math.min(20, session.lab().patience().toSeconds());
        session.put(bucket, "an-object", ProbeTalk.barrier(bucket, AT_ONCE, seconds));
        for (Exchange answer : atOnce(session.cluster(), bucket, probe)) {
            JsonNode report = ProbeTalk.reported(answer);
            Expect.that(
                    report.path("overlap").asInt() >= AT_ONCE,
                    answer,
                    report.path("overlap").asInt() + " requests at the container within " + seconds + " s",
                    AT_ONCE + " at once, as they were sent");
        }
    }

    private static List<Exchange> atOnce(Cluster cluster, String bucket, String probe) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Exchange>> coming = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                coming.add(clients.submit(() -> cluster.transform(bucket, "an-object", probe)));
            }
            List<Exchange> answers = new ArrayList<>();
            for (Future<Exchange> one : coming) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw CheckFailed.because(String.valueOf(e.getCause().getMessage()), AT_ONCE + " answers");
        } finally {
            clients.shutdownNow();
        }
    }
}

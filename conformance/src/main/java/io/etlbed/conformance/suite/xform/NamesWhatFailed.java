package io.etlbed.conformance.suite.xform;

import io.etlbed.conformance.check.BucketJob;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.Set;

/** XFORM-07: a job is watched, waited for and aborted, and names the object that failed. */
final class NamesWhatFailed implements Check {

    @Override
    public String name() {
        return "names-what-failed-and-can-be-aborted";
    }

    @Override
    public Set<String> proves() {
        return Set.of("XFORM-07");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe();
        String from = session.newBucket();
        session.put(from, "good", ProbeTalk.report());
        session.put(from, "the-bad-one", ProbeTalk.status(500));
        Exchange failed = BucketJob.start(
                        session.cluster(), from, session.newBucketName(), "etl-bck", "{\"id\":\"" + probe + "\"}")
                .awaitEnd();
        Expect.that(failed.text().contains("the-bad-one"), failed, "a status that names the object that failed");

        String slow = session.newBucket();
        session.put(slow, "slow", ProbeTalk.hang(20));
        String to = session.newBucketName();
        BucketJob job = BucketJob.start(session.cluster(), slow, to, "etl-bck", "{\"id\":\"" + probe + "\"}");
        Exchange watched = Expect.status(job.status(), 200, "the status of a running job");
        Expect.that(watched.text().contains("\"end_time\":0"), watched, "that the job is still running");
        Expect.status(job.abort(), 200, "the job is told to end");
        Exchange aborted = job.awaitEnd();
        Expect.that(aborted.text().contains("\"aborted\":true"), aborted, "a status that says it was aborted");
    }
}

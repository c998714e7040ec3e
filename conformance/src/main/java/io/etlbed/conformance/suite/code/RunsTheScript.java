package io.etlbed.conformance.suite.code;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/** CODE-05 and COMM-04: with {@code io://} the script itself is run, the object on its input and the answer on its output. */
final class RunsTheScript implements Check {

    @Override
    public String name() {
        return "runs-the-script-itself-by-io";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CODE-05", "COMM-04");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.shared().code(Mechanism.IO);
        String bucket = session.newBucket();
        for (int size : new int[] {0, 1, 2_000_000}) {
            expectMd5(
                    session,
                    bucket,
                    etl,
                    Payload.generated(size, session.random().nextLong()));
        }
        String complaint = "complaint-" + session.lab().names().next();
        session.put(bucket, "an-object", PythonCode.failing(complaint));
        Exchange failed = session.cluster().transform(bucket, "an-object", etl);
        Expect.error(failed, 400, "the script has failed with status 3");
        Expect.that(
                Expect.message(failed).orElse("").contains(complaint),
                failed,
                "a message with what the script wrote on standard error, " + complaint);
        expectMd5(session, bucket, etl, Payload.of("after a failure"));
    }

    private static void expectMd5(Session session, String bucket, String etl, Payload payload)
            throws InterruptedException {
        session.put(bucket, "an-object", payload);
        Exchange answer = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(answer, 200, "what the script puts out");
        Expect.that(
                answer.text().equals(Digest.md5(payload) + "\n"),
                answer,
                "the MD5 of the script's input, as it puts it out: " + Digest.md5(payload));
    }
}

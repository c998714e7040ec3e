package io.etlbed.conformance.suite.comm;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.NoAnswerException;
import io.etlbed.conformance.http.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * COMM-04: with {@code io://} the container's command and arguments are run for each object, with the object on standard
 * input and the answer on standard output; where that fails, the request fails with what stands on standard error.
 */
final class RunsTheProgram implements Check {

    @Override
    public String name() {
        return "runs-the-program-for-each-object";
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-04");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE, Need.PROCESSES);
    }

    @Override
    public int weight() {
        return 5;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String probe = session.shared().probe(Mechanism.IO);
        String bucket = session.newBucket();
        Payload payload = ProbeTalk.report(100_000, session.random());
        session.put(bucket, "an-object", payload);
        String process = expectRun(session.cluster().transform(bucket, "an-object", probe), payload);
        Exchange again = session.cluster().transform(bucket, "an-object", probe);
        Expect.that(!expectRun(again, payload).equals(process), again, "a process of its own for each object");

        for (int size : new int[] {0, 1, 3_000_000}) {
            Payload echoed = Payload.generated(size, session.random().nextLong());
            session.put(bucket, "bytes", echoed);
            Exchange echo = session.cluster().transform(bucket, "bytes", probe);
            Expect.status(echo, 200, "the program's output");
            Expect.that(
                    echo.body().length() == size && echo.body().md5().equals(Digest.md5(echoed)),
                    echo,
                    echo.body().length() + " bytes, MD5 " + echo.body().md5(),
                    "the " + size + " bytes that the program has put out, MD5 " + Digest.md5(echoed));
        }
        expectFailure(session, probe, bucket, 0);
        expectFailure(session, probe, bucket, 200_000);
        session.put(bucket, "an-object", payload);
        expectRun(session.cluster().transform(bucket, "an-object", probe), payload);
    }

    /** @return what tells the process from others */
    private static String expectRun(Exchange answer, Payload payload) {
        JsonNode report = ProbeTalk.reported(answer);
        Expect.that(
                report.path("length").asLong() == payload.length()
                        && report.path("md5").asText().equals(Digest.md5(payload)),
                answer,
                "the object's " + payload.length() + " bytes on standard input, MD5 " + Digest.md5(payload));
        List<String> arguments = new ArrayList<>();
        report.path("arguments").forEach(argument -> arguments.add(argument.asText()));
        Expect.that(
                arguments.equals(ProbeTalk.ARGUMENTS), answer, "the container's args given on: " + ProbeTalk.ARGUMENTS);
        return report.path("instance").asText();
    }

    /** @param sent so many bytes are put out before the program fails */
    private static void expectFailure(Session session, String probe, String bucket, int sent)
            throws InterruptedException {
        String complaint = "complaint-" + session.lab().names().next();
        session.put(bucket, "an-object", ProbeTalk.exit(3, sent, complaint));
        try {
            Exchange answer = session.cluster().transform(bucket, "an-object", probe);
            Expect.error(answer, 400, "the program has failed with status 3");
            Expect.that(
                    Expect.message(answer).orElse("").contains(complaint),
                    answer,
                    "a message with what the program wrote on standard error, " + complaint);
        } catch (NoAnswerException e) {
            Expect.that(sent > 0, e.getMessage(), "400 with error JSON, since nothing was put out before");
        }
    }
}

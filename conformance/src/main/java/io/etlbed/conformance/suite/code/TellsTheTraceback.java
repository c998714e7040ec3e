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

/** CODE-07: an exception in the function answers that one request with its traceback, and the ETL goes on serving. */
final class TellsTheTraceback implements Check {

    @Override
    public String name() {
        return "answers-an-exception-with-its-traceback";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CODE-07");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.shared().code(Mechanism.HPUSH);
        String bucket = session.newBucket();
        String word = "trouble-" + session.lab().names().next();
        session.put(bucket, "an-object", PythonCode.raising(word));
        Exchange raised = session.cluster().transform(bucket, "an-object", etl);
        Expect.error(raised, 400, "the function has raised an exception");
        String message = Expect.message(raised).orElse("");
        Expect.that(
                message.contains("Traceback") && message.contains("transform"),
                raised,
                "a message with the traceback of the exception");
        Expect.that(
                message.contains("ValueError: " + word), raised, "a message with the exception, ValueError: " + word);
        Payload payload = Payload.of("after an exception");
        session.put(bucket, "an-object", payload);
        Exchange next = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(next, 200, "the next object, since the ETL goes on serving");
        Expect.that(next.text().equals(Digest.md5(payload)), next, "the MD5 " + Digest.md5(payload));
    }
}

package io.etlbed.conformance.suite.code;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/**
 * CODE-06 and API-02: code, dependencies and specification are taken in base64, as real clients send them, and as the text
 * that the documents' curl lines show; init of code returns the ETL_ID.
 */
final class TakesBase64AndText implements Check {

    private static final String NONE = "# There are none.\n";

    @Override
    public String name() {
        return "takes-base64-and-plain-text";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CODE-06", "API-02");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        Payload payload = Payload.of("base64 or plain text");
        session.put(bucket, "an-object", payload);
        ObjectNode plain =
                PythonCode.plain(PythonCode.FUNCTION, PythonCode.RUNTIME).put("dependencies", NONE);
        ObjectNode encoded = PythonCode.message(PythonCode.FUNCTION, PythonCode.RUNTIME)
                .put("dependencies", PythonCode.base64(NONE));
        expectMd5(session, bucket, payload, encoded, "code in base64");
        expectMd5(session, bucket, payload, plain, "code as plain text");
        String spec = session.md5Spec()
                .with("spec.containers[0].readinessProbe.periodSeconds", 1)
                .text();
        expectMd5(
                session,
                bucket,
                payload,
                JsonNodeFactory.instance.objectNode().put("spec", spec),
                "a specification as plain text");
    }

    private static void expectMd5(Session session, String bucket, Payload payload, ObjectNode message, String what)
            throws InterruptedException {
        String etl = session.newId();
        Exchange init = session.cluster().init(message.put("id", etl));
        if (message.has("code")) {
            PythonCode.expectInterpreter(init);
        }
        Expect.status(init, 200, "init of " + what);
        Expect.that(init.text().equals(etl), init, "the ETL_ID " + etl + " and nothing else");
        Exchange answer = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(answer, 200, "an object transformed by " + what);
        Expect.that(
                answer.text().strip().equals(Digest.md5(payload)),
                answer,
                "the MD5 " + Digest.md5(payload) + " by " + what);
    }
}

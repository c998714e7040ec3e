package io.etlbed.conformance.suite.code;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * CODE-03: a runtime of the documents runs code by the Python that it names.
 *
 * @param minor its version as far as it counts, such as {@code 3.8}: any patch of it will do
 */
record RunsByRuntime(String runtime, String minor) implements Check {

    @Override
    public String name() {
        return "runs-code-by-" + runtime.replace('.', '-');
    }

    @Override
    public Set<String> proves() {
        return Set.of("CODE-03");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.shared().code(Mechanism.HPUSH, runtime);
        String bucket = session.newBucket();
        Payload payload = Payload.generated(10_000, session.random().nextLong());
        session.put(bucket, "an-object", payload);
        Exchange answer = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(answer, 200, "what the function makes of an object");
        Expect.that(answer.text().equals(Digest.md5(payload)), answer, "the MD5 " + Digest.md5(payload));
        session.put(bucket, "an-object", PythonCode.askingVersion());
        Exchange version = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(version, 200, "the version of the function's Python");
        if (!version.text().startsWith(minor + ".")) {
            excuse(session, etl, version.text().split("[ +]", 2)[0]);
        }
        Expect.that(
                version.text().startsWith(minor + "."),
                version,
                "Python " + version.text(),
                "Python " + minor + ", which the runtime " + runtime + " names");
    }

    /** Where the nodes lack that Python a cluster may take another one, if it says so. */
    private void excuse(Session session, String etl, String running) throws InterruptedException {
        Exchange view = session.cluster().view(etl);
        for (JsonNode notice :
                Expect.json(view, JsonNode::isObject, "the ETL's view as JSON").path("notices")) {
            if (notice.asText().contains(minor) && notice.asText().contains(running)) {
                throw PythonCode.withoutInterpreter(notice.asText());
            }
        }
    }
}

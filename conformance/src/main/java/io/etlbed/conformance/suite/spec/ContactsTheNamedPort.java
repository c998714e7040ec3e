package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Set;

/** SPEC-08: the server may listen on any port; the cluster contacts the one that the specification names. */
final class ContactsTheNamedPort implements Check {

    @Override
    public String name() {
        return "contacts-the-port-that-is-named";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-08");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        int port = 1024 + session.random().nextInt(60_000);
        String etl = session.start(session.md5Spec()
                .with("spec.containers[0].ports[0].containerPort", port)
                .with(
                        "spec.containers[0].command",
                        List.of("/code/server.py", "--listen", "0.0.0.0", "--port", String.valueOf(port))));
        String bucket = session.newBucket();
        Payload payload = Payload.of("to port " + port);
        session.put(bucket, "an-object", payload);
        Exchange answer = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(answer, 200, "the object transformed by the server on port " + port);
        Expect.that(answer.text().strip().equals(Digest.md5(payload)), answer, "the MD5 " + Digest.md5(payload));
    }
}

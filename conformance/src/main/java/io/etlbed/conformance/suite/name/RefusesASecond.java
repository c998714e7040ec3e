package io.etlbed.conformance.suite.name;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/** NAME-05: a second init with the name of an existing ETL is refused and leaves the first one serving. */
final class RefusesASecond implements Check {

    @Override
    public String name() {
        return "refuses-a-second-of-one-name";
    }

    @Override
    public Set<String> proves() {
        return Set.of("NAME-05");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        Payload payload = Payload.of("the first one");
        session.put(bucket, "an-object", payload);
        String etl = session.start(session.md5Spec());
        Exchange second = session.cluster().init(etl, session.echoSpec().text());
        Expect.refused(second, "an ETL of this name exists", etl);
        Exchange answer = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(answer, 200, "the first ETL serving on");
        Expect.that(
                answer.text().strip().equals(Digest.md5(payload)),
                answer,
                "the MD5 " + Digest.md5(payload) + ", as the first ETL answers");
        Exchange view = session.cluster().view(etl);
        Expect.status(view, 200, "the first ETL's specification");
    }
}

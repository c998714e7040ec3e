package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** LIFE-06: a stop by this method ends the ETL: it is listed no more, serves no more, and its pods and services go. */
record StopsBy(String method) implements Check {

    @Override
    public String name() {
        return "stops-by-" + method.toLowerCase(Locale.ROOT);
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-06");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        session.put(bucket, "an-object", Payload.of("x"));
        String etl = session.start(session.md5Spec());
        Expect.status(session.cluster().transform(bucket, "an-object", etl), 200, "the transformed object");
        Expect.status(session.cluster().stop(method, etl), 200, "the ETL stopped");
        List<String> running = session.cluster().etls();
        Expect.that(!running.contains(etl), "the list of running ETLs " + running, "that it does not hold " + etl);
        Exchange after = session.cluster().transform(bucket, "an-object", etl);
        Expect.that(after.status() >= 400, after, "an error, since the ETL is stopped");
        session.kubernetes().expectGone(etl, "its stop");
    }
}

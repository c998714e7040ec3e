package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.BucketJob;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/** API-10: without an ETL_ID several running ETLs are named, since no one of them is meant. */
final class MeansTheOnlyEtl implements Check {

    @Override
    public String name() {
        return "asks-which-etl-where-several-run";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-10");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String first = session.shared().md5();
        String second = session.start(session.echoSpec());
        String from = session.newBucket();
        session.put(from, "object", Payload.of("object"));
        Exchange refused = BucketJob.call(session.cluster(), from, session.newBucketName(), "etl-bck", "{}");
        Expect.refused(refused, "several ETLs run, and none is named", first, second);
        Expect.status(refused, 400, "that one ETL is to be named");
    }
}

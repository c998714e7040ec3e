package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.List;
import java.util.Set;

/** API-01: PUT /v1/etl with spec and id returns the ETL_ID, as text without quotes. */
final class InitReturnsTheId implements Check {

    @Override
    public String name() {
        return "init-returns-the-etl-id";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-01");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.newId();
        Exchange init = session.cluster()
                .init(
                        etl,
                        session.md5Spec()
                                .with("spec.containers[0].readinessProbe.periodSeconds", 1)
                                .text());
        Expect.status(init, 200, "init of a valid specification");
        Expect.that(init.text().equals(etl), init, "the ETL_ID " + etl + " and nothing else");
        List<String> running = session.cluster().etls();
        Expect.that(running.contains(etl), "the list of running ETLs " + running, "that it holds " + etl);
    }
}

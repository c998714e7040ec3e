package io.etlbed.conformance.suite.api;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.List;
import java.util.Set;

/** API-09: without an id in the message the ETL_ID is metadata.name of the specification, and it is returned. */
final class NamesAfterMetadata implements Check {

    @Override
    public String name() {
        return "names-an-etl-after-its-specification";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-09");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.newId();
        String spec = session.md5Spec()
                .with("metadata.name", etl)
                .with("spec.containers[0].readinessProbe.periodSeconds", 1)
                .text();
        Exchange init = session.cluster().init(Cluster.message(spec));
        Expect.status(init, 200, "init without an id");
        Expect.that(
                init.text().strip().equals(etl), init, "the ETL_ID " + etl + ", metadata.name of the specification");
        List<String> running = session.cluster().etls();
        Expect.that(running.contains(etl), "the list of running ETLs " + running, "that it holds " + etl);
    }
}

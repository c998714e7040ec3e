package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import java.util.List;
import java.util.Set;

/** LIFE-07: DELETE forgets the specification, and stops the ETL first where it runs; then its name is free again. */
final class DeletesARunningOne implements Check {

    @Override
    public String name() {
        return "deletes-a-running-one";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-07");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.start(session.md5Spec());
        Expect.status(session.cluster().delete(etl), 200, "the running ETL deleted");
        List<String> running = session.cluster().etls();
        Expect.that(!running.contains(etl), "the list of running ETLs " + running, "that it does not hold " + etl);
        Expect.status(session.cluster().view(etl), 404, "no specification of a deleted ETL");
        if (session.pods().isPresent()) {
            session.pods().get().expectGone(etl, "its deletion");
        }
        session.start(etl, session.md5Spec());
        Expect.status(session.cluster().stop("POST", etl), 200, "the ETL stopped");
        Expect.status(session.cluster().view(etl), 200, "the specification of a stopped ETL");
        Expect.status(session.cluster().delete(etl), 200, "the stopped ETL deleted");
        Expect.status(session.cluster().view(etl), 404, "no specification of a deleted ETL");
    }
}

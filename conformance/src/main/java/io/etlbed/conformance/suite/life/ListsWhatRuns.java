package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckSkipped;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import java.util.List;
import java.util.Set;

/** LIFE-04: the list is empty where none runs, holds what runs, and no longer what was stopped. */
final class ListsWhatRuns implements Check {

    @Override
    public String name() {
        return "lists-what-runs";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-04");
    }

    @Override
    public boolean exclusive() {
        return true;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        List<String> before = session.cluster().etls();
        String etl = session.start(session.md5Spec());
        List<String> during = session.cluster().etls();
        Expect.that(during.contains(etl), "the list " + during, "that it holds " + etl + ", which runs");
        Expect.status(session.cluster().stop("POST", etl), 200, "the ETL stopped");
        List<String> after = session.cluster().etls();
        Expect.that(!after.contains(etl), "the list " + after, "that it does not hold " + etl + ", which was stopped");
        if (!before.isEmpty()) {
            throw new CheckSkipped("other ETLs run in this cluster (" + String.join(", ", before)
                    + "), so that its empty list cannot be seen");
        }
        Expect.that(after.isEmpty(), "the list " + after, "an empty list, since nothing runs any more");
    }
}

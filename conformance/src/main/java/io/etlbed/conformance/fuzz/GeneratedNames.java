package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.fuzz.NameArbitraries.BadName;
import java.util.Set;

/** NAME-01 to 04 with names that are made up. */
final class GeneratedNames implements Check {

    @Override
    public String name() {
        return "refuses-generated-names";
    }

    @Override
    public Set<String> proves() {
        return Set.of("NAME-01", "NAME-02", "NAME-03", "NAME-04");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        int longest = session.lab().profile().longestName();
        Examples.tryOut(session, () -> NameArbitraries.illegal(longest), bad -> check(session, refusals, bad));
    }

    static void check(Session session, Refusals refusals, BadName bad) throws InterruptedException {
        refusals.init(
                bad.name(),
                session.md5Spec()
                        .with("metadata.annotations.wait_timeout", "30s")
                        .text(),
                "the ETL_ID breaks " + bad.rule());
    }
}

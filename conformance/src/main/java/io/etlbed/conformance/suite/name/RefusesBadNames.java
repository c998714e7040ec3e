package io.etlbed.conformance.suite.name;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Session;
import java.util.List;
import java.util.Set;

/** NAME-01 to 04: what is no ETL_ID, by hand. */
final class RefusesBadNames implements Check {

    @Override
    public String name() {
        return "refuses-what-is-no-name";
    }

    @Override
    public Set<String> proves() {
        return Set.of("NAME-01", "NAME-02", "NAME-03", "NAME-04");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        String spec = session.md5Spec()
                .with("metadata.annotations.wait_timeout", "30s")
                .text();
        int longest = session.lab().profile().longestName();
        for (String id : List.of("1etl-one", "-etl-one", "_etl-one")) {
            refusals.init(id, spec, "an ETL_ID begins with a letter", id);
        }
        for (String id : List.of("e", "etl-1", "e".repeat(longest + 1), "e".repeat(1000))) {
            refusals.init(id, spec, "an ETL_ID has 6 to " + longest + " characters", "6", String.valueOf(longest));
        }
        for (String id :
                List.of("etl.one", "etl/one", "etl%2Fone", "etl:one", "etl$one", "../../etl", "etl+one", "etl@one")) {
            refusals.init(id, spec, "an ETL_ID has only letters, digits, '_' and '-'");
        }
        for (String id : List.of(
                "etl one", "etl-one ", "etl\tone", "etl-one\n", "etl\u0000one", "étl-one", "etl-öne", "еtl-one")) {
            refusals.init(id, spec, "an ETL_ID has no space, control or non-ASCII character");
        }
        refusals.expectNothingLeft();
    }
}

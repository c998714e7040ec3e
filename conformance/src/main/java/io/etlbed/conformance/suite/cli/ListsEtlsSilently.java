package io.etlbed.conformance.suite.cli;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckSkipped;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import java.util.List;
import java.util.Set;

/** CLI-01: {@code ais etl ls} and {@code ais etl list} show what runs; nothing at all, and exit code 0, where none does. */
final class ListsEtlsSilently implements Check {

    private static final List<String> WORDS = List.of("ls", "list");

    @Override
    public String name() {
        return "ais-lists-etls-and-is-silent-where-none-runs";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CLI-01");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.AIS);
    }

    @Override
    public boolean exclusive() {
        return true;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        List<String> others = session.cluster().etls();
        try (AisUser user = new AisUser(session)) {
            if (others.isEmpty()) {
                for (String word : WORDS) {
                    expectSilence(user.ais("etl", word));
                }
            }
            String etl = session.start(session.md5Spec());
            for (String word : WORDS) {
                Done list = user.ais("etl", word).well("a list of what runs");
                list.that(
                        list.rows().stream().anyMatch(row -> row.get(0).equals(etl)),
                        "a line that begins with " + etl + ", which runs");
            }
            Expect.status(session.cluster().stop("POST", etl), 200, "the ETL stopped");
            Done after = user.ais("etl", "ls").well("a list of what runs");
            after.that(!after.text().contains(etl), "no " + etl + ", which was stopped");
            if (others.isEmpty()) {
                expectSilence(after);
            }
        }
        if (!others.isEmpty()) {
            throw new CheckSkipped("other ETLs run in this cluster (" + String.join(", ", others)
                    + "), so that its empty list cannot be seen");
        }
    }

    private static void expectSilence(Done list) {
        list.well("no ETL runs, which is no error");
        list.that(list.text().isBlank(), "no output, since no ETL runs");
    }
}

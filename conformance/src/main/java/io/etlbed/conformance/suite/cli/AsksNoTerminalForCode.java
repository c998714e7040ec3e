package io.etlbed.conformance.suite.cli;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import java.util.List;
import java.util.Set;

/** CLI-02: without a file, and at a terminal, {@code ais etl init code} says what it needs and does not wait for typing. */
final class AsksNoTerminalForCode implements Check {

    @Override
    public String name() {
        return "ais-reads-no-code-from-a-terminal";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CLI-02");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.AIS);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.newId();
        try (AisUser user = new AisUser(session)) {
            Done init = user.atTerminal("etl", "init", "code", "--name=" + etl, "--runtime=python3")
                    .refused("the code would have to be typed", "from-file");
            List<String> running = session.cluster().etls();
            init.that(!running.contains(etl), "no ETL of what was refused; there are " + running);
        }
    }
}

package io.etlbed.conformance.suite.code;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.List;
import java.util.Set;

/** API-09: code without an id is given one, which is returned and is a name by the rules. */
final class MakesUpAnId implements Check {

    @Override
    public String name() {
        return "makes-up-an-id-for-code";
    }

    @Override
    public Set<String> proves() {
        return Set.of("API-09");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Exchange init = PythonCode.expectInterpreter(
                session.cluster().init(PythonCode.message(PythonCode.FUNCTION, PythonCode.RUNTIME)));
        Expect.status(init, 200, "init of code without an id");
        String etl = session.owned(init.text().strip());
        int longest = session.lab().profile().longestName();
        Expect.that(
                etl.matches("[A-Za-z][A-Za-z0-9_-]{5," + (longest - 1) + "}"),
                init,
                "an ETL_ID by the rules, 6 to " + longest + " characters");
        List<String> running = session.cluster().etls();
        Expect.that(running.contains(etl), "the list of running ETLs " + running, "that it holds " + etl);
    }
}

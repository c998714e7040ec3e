package io.etlbed.conformance.suite.code;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.List;
import java.util.Set;

/** CODE-02: dependencies that cannot be installed fail init with what pip says, and nothing of the ETL is left. */
final class FailsWithPipsWords implements Check {

    private static final String MISSING = "etlbed-no-such-package";

    @Override
    public String name() {
        return "fails-init-with-the-words-of-pip";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CODE-02");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.newId();
        Exchange init = PythonCode.expectInterpreter(session.cluster()
                .init(PythonCode.message(PythonCode.FUNCTION, PythonCode.RUNTIME)
                        .put("id", etl)
                        .put("dependencies", PythonCode.base64(MISSING + "\n"))));
        Expect.that(init.status() >= 400, init, "an error, since there is no package " + MISSING);
        String told = Expect.message(init).orElseGet(init::text);
        Expect.that(
                told.contains(MISSING)
                        && (told.contains("No matching distribution") || told.contains("Could not find a version")),
                init,
                "a message with the words of pip: that there is no " + MISSING);
        List<String> running = session.cluster().etls();
        Expect.that(!running.contains(etl), "the list of running ETLs " + running, "that it does not hold " + etl);
        if (session.pods().isPresent()) {
            session.pods().get().expectGone(etl, "the failed init");
        }
    }
}

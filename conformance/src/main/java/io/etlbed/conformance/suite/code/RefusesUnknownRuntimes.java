package io.etlbed.conformance.suite.code;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Session;
import java.util.List;
import java.util.Set;

/** CODE-03: an unknown runtime is refused, and those that are supported are named. */
final class RefusesUnknownRuntimes implements Check {

    @Override
    public String name() {
        return "refuses-unknown-runtimes";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CODE-03");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        for (String unknown : List.of("python", "python4", "Python3", "python3 ", "3.8", "ruby")) {
            refusals.init(
                    PythonCode.message(PythonCode.FUNCTION, unknown),
                    "the runtime is '" + unknown + "'",
                    CodeChecks.RUNTIMES.keySet().toArray(String[]::new));
        }
        refusals.expectNothingLeft();
    }
}

package io.etlbed.conformance.suite.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Session;
import java.util.List;
import java.util.Set;

/** CODE-04: empty code, no runtime, a bad name and an unknown communication type are refused before any pod is there. */
final class RefusesFlawedCode implements Check {

    @Override
    public String name() {
        return "refuses-flawed-code";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CODE-04");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        ObjectNode right = PythonCode.message(PythonCode.FUNCTION, PythonCode.RUNTIME);
        refusals.init(right.deepCopy().put("code", ""), "the code is empty", "code");
        refusals.init(PythonCode.message("  \n", PythonCode.RUNTIME), "the code is nothing but blanks", "code");
        ObjectNode without = right.deepCopy();
        without.remove("runtime");
        refusals.init(without, "there is no runtime", "runtime");
        refusals.init(right.deepCopy().put("runtime", ""), "the runtime is empty", "runtime");
        for (String unknown : List.of("ftp://", "hpush", "://")) {
            refusals.init(
                    right.deepCopy().put("communication", unknown),
                    "the communication type is '" + unknown + "'",
                    "communication",
                    unknown);
        }
        for (String name : List.of("code", "1st-code", "code one", "code.one")) {
            refusals.init(name, right, "'" + name + "' is no ETL_ID");
        }
        refusals.expectNothingLeft();
    }
}

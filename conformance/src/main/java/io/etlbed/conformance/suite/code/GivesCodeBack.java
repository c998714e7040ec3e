package io.etlbed.conformance.suite.code;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.Set;

/** LIFE-05: code comes back byte for byte as it was given, with its runtime and communication type. */
final class GivesCodeBack implements Check {

    @Override
    public String name() {
        return "gives-code-back-as-given";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-05");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Exchange view = session.cluster().view(session.shared().code(Mechanism.HREV));
        Expect.status(view, 200, "the init message");
        JsonNode message = Expect.json(view, tree -> tree.path("code").isTextual(), "JSON with the member 'code'");
        String code = message.path("code").asText();
        Expect.that(
                code.equals(PythonCode.FUNCTION) || code.equals(PythonCode.base64(PythonCode.FUNCTION)),
                view,
                "the code as it was given");
        Expect.that(
                message.path("runtime").asText().equals(PythonCode.RUNTIME), view, "the runtime " + PythonCode.RUNTIME);
        Expect.that(
                message.path("communication").asText().equals(Mechanism.HREV.text()),
                view,
                "the communication type " + Mechanism.HREV.text());
    }
}

package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.List;
import java.util.Set;

/** SPEC-03: a wait_timeout is a duration. */
final class RefusesBadDurations implements Check {

    private static final String FIELD = "metadata.annotations.wait_timeout";

    @Override
    public String name() {
        return "reads-wait-timeout-as-a-duration";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-03");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        PodYaml right = session.md5Spec();
        for (String bad : List.of("soon", "5", "5 m", "-5m", "5m!", "m5", "99999999999999999999h")) {
            refusals.spec(right.with(FIELD, bad).text(), "the wait_timeout is '" + bad + "'", "timeout");
        }
        for (String good : List.of("5m", "90s", "1h30m", "1m30s", "500ms", "1.5h")) {
            // Something else is wrong as well, so that no pod is started to find out.
            Exchange answer = refusals.spec(
                    right.with(FIELD, good).with("spec.containers[0].image", "").text(), "there is no image");
            if (Expect.message(answer).orElse("").contains("timeout")) {
                throw CheckFailed.at(answer, "no word about the timeout, since '" + good + "' is a duration");
            }
        }
        refusals.expectNothingLeft();
    }
}

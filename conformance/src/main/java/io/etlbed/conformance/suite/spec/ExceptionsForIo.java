package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.Set;

/** SPEC-06 and SPEC-09: with {@code io://} neither ports nor a readiness probe are asked for. */
final class ExceptionsForIo implements Check {

    @Override
    public String name() {
        return "asks-no-ports-and-no-probe-of-io";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-06", "SPEC-09");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        // The image is wrong as well, so that no pod is started to find out.
        Exchange answer = refusals.spec(
                session.md5Spec()
                        .with("metadata.annotations.communication_type", "io://")
                        .without("spec.containers[0].ports")
                        .without("spec.containers[0].readinessProbe")
                        .with("spec.containers[0].image", "")
                        .text(),
                "there is no image");
        String message = Expect.message(answer).orElse("");
        if (message.contains("ports") || message.contains("readinessProbe")) {
            throw CheckFailed.at(answer, "no word about ports and readinessProbe, since io:// needs neither");
        }
        refusals.expectNothingLeft();
    }
}

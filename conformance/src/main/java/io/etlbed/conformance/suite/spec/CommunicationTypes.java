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

/** SPEC-02: four communication types, and no others. That {@code hpush://} is the default is proved where an ETL runs. */
final class CommunicationTypes implements Check {

    private static final String FIELD = "metadata.annotations.communication_type";

    @Override
    public String name() {
        return "knows-four-communication-types";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-02");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        PodYaml right = session.md5Spec().with("metadata.annotations.wait_timeout", "30s");
        for (String unknown : List.of("ftp://", "hpush", "HPUSH://", "hpush:// ", "hpush://host", "://")) {
            refusals.spec(
                    right.with(FIELD, unknown).text(),
                    "the communication type is '" + unknown + "'",
                    "communication",
                    unknown.strip());
        }
        for (String known : List.of("hpush://", "hpull://", "hrev://", "io://")) {
            // Something else is wrong as well, so that no pod is started to find out.
            Exchange answer = refusals.spec(
                    right.with(FIELD, known)
                            .with("spec.containers[0].image", "")
                            .text(),
                    "there is no image");
            if (Expect.message(answer).orElse("").contains("communication")) {
                throw CheckFailed.at(answer, "no word about the communication type, since " + known + " is one");
            }
        }
        refusals.expectNothingLeft();
    }
}

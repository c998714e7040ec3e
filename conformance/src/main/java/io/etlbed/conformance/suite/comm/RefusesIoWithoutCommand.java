package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Session;
import java.util.List;
import java.util.Set;

/** COMM-04: {@code io://} without the command of a program is refused. */
final class RefusesIoWithoutCommand implements Check {

    @Override
    public String name() {
        return "refuses-io-without-a-command";
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-04");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        PodYaml spec = session.md5Spec()
                .by(Mechanism.IO)
                .with("metadata.annotations.wait_timeout", "30s")
                .with("spec.containers[0].args", List.of("alpha"));
        refusals.spec(spec.without("spec.containers[0].command").text(), "there is no program to run", "command");
        refusals.spec(
                spec.with("spec.containers[0].command", List.of()).text(), "the program's command is empty", "command");
        refusals.expectNothingLeft();
    }
}

package io.etlbed.conformance.suite.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.List;
import java.util.Set;

/** CLI-02: {@code ais etl init spec} sends a file as it is, and returns when the ETL runs; what is refused is told. */
final class StartsSpecs implements Check {

    @Override
    public String name() {
        return "ais-starts-what-a-specification-says";
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
    public int weight() {
        return 10;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        PodYaml spec = session.md5Spec().with("spec.containers[0].readinessProbe.periodSeconds", 1);
        String text = "# As it was written.\n" + spec.text();
        String etl = session.newId();
        try (AisUser user = new AisUser(session)) {
            user.write("spec.yaml", text);
            user.write("flawed.yaml", spec.with("kind", "Service").text());

            Done init = user.ais("etl", "init", "spec", "--name=" + etl, "--from-file=spec.yaml")
                    .well("the ETL runs");
            init.that(init.shown().out().contains(etl), "the ETL_ID " + etl);
            List<String> running = session.cluster().etls();
            init.that(running.contains(etl), "an ETL that runs when the command has ended; there are " + running);
            Exchange view = Expect.status(session.cluster().view(etl), 200, "what the ETL was started with");
            String sent = Expect.json(view, JsonNode::isObject, "what the ETL was started with")
                    .path("spec")
                    .asText();
            init.that(
                    sent.equals(text) || sent.equals(PythonCode.base64(text)),
                    "the file's own bytes sent to the cluster");

            user.ais("etl", "init", "spec", "--name", etl, "--from-file", "spec.yaml")
                    .refused("there is an ETL of this name", etl);
            String flawed = session.newId();
            user.ais("etl", "init", "spec", "--name", flawed, "--from-file", "flawed.yaml")
                    .refused("the specification is none of a pod", "Service");
            user.ais("etl", "init", "spec", "--name", flawed, "--from-file", "missing.yaml")
                    .refused("there is no such file", "missing.yaml");
            Done unnamed = user.ais("etl", "init", "spec", "--name", flawed).refused("no file is named", "from-file");
            List<String> left = session.cluster().etls();
            unnamed.that(!left.contains(flawed), "no ETL of what was refused; there are " + left);
        }
    }
}

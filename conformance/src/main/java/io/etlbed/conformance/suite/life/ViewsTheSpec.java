package io.etlbed.conformance.suite.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** LIFE-05: the specification comes back byte for byte as it was given. */
final class ViewsTheSpec implements Check {

    @Override
    public String name() {
        return "gives-the-specification-back-as-given";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-05");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String given = "# A remark, and blanks at the end:   \n"
                + session.md5Spec()
                        .with("spec.containers[0].readinessProbe.periodSeconds", 1)
                        .text()
                + "\n# ünïcödé\r\n";
        String etl = session.newId();
        Expect.status(session.cluster().init(etl, given), 200, "init of a valid specification");
        Exchange view = Expect.status(session.cluster().view(etl), 200, "the init message");
        JsonNode message = Expect.json(view, tree -> tree.path("spec").isTextual(), "JSON with the member 'spec'");
        Expect.that(decoded(message.path("spec").asText()).equals(given), view, "the specification as it was given");
        Expect.that(message.path("id").asText().equals(etl), view, "the id " + etl);
    }

    private static String decoded(String spec) {
        try {
            return new String(Base64.getDecoder().decode(spec), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return spec;
        }
    }
}

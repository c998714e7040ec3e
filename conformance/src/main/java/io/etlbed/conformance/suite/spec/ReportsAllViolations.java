package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Reported;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** SPEC-16: all violations of one specification at once, each with id, field, line, column, found and expected. */
final class ReportsAllViolations implements Check {

    private static final String YAML = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: many-flaws
              annotations:
                communication_type: "ftp://"
                wait_timeout: soon
            spec:
              nodeName: node-1
              containers:
                - name: server
                  image: ""
                  ports:
                    - name: http
                      containerPort: 70000
                  readinessProbe:
                    httpGet:
                      path: ""
                      port: 8080
            """;

    /** A violation in the text above. */
    private record Wanted(String rule, String path, int line, String found, String expected) {}

    private static final String CONTAINER = "spec.containers[0]";

    private static final List<Wanted> WANTED = List.of(
            new Wanted("SPEC-02", "metadata.annotations.communication_type", 6, "ftp://", "hpush://"),
            new Wanted("SPEC-03", "metadata.annotations.wait_timeout", 7, "soon", "5m"),
            new Wanted("SPEC-18", "spec.nodeName", 9, "node-1", ""),
            new Wanted("SPEC-05", CONTAINER + ".image", 12, "", ""),
            new Wanted("SPEC-07", CONTAINER + ".ports[0].name", 14, "http", "default"),
            new Wanted("SPEC-08", CONTAINER + ".ports[0].containerPort", 15, "70000", "65535"),
            new Wanted("SPEC-12", CONTAINER + ".readinessProbe.httpGet.path", 18, "", ""),
            new Wanted("SPEC-13", CONTAINER + ".readinessProbe.httpGet.port", 19, "8080", "default"));

    @Override
    public String name() {
        return "reports-all-violations-at-once";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-16");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        Exchange answer = refusals.spec(YAML, "eight fields are wrong");
        Reported reported = Reported.in(Expect.message(answer).orElse(""));
        for (Wanted wanted : WANTED) {
            String entry = reported.entry(wanted.rule(), wanted.path())
                    .orElseThrow(() -> CheckFailed.at(answer, wanted.rule() + " reported at " + wanted.path()));
            boolean placed = Pattern.compile("line\\W*" + wanted.line() + "\\b")
                            .matcher(entry)
                            .find()
                    && Pattern.compile("column\\W*\\d+").matcher(entry).find();
            Expect.that(placed, answer, wanted.rule() + " reported at line " + wanted.line() + " with its column");
            Expect.that(
                    entry.contains("found") && entry.contains(wanted.found()),
                    answer,
                    wanted.rule() + " reported with what was found, " + wanted.found());
            Expect.that(
                    entry.contains("expected") && entry.contains(wanted.expected()),
                    answer,
                    wanted.rule() + " reported with what is expected, " + wanted.expected());
        }
        refusals.expectNothingLeft();
    }
}

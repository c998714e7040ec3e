package io.etlbed.conformance.report;

import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.evidence.Evidence;
import io.etlbed.conformance.evidence.SeenExchange;
import io.etlbed.conformance.evidence.SeenPod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reports of runs that never were, with text of the worst kind. */
final class SampleReport {

    /** What a page must show and not do. */
    static final String HOSTILE =
            "</script><script>window.hacked = 1</script>\"'><img src=\"http://127.0.0.1:9/x\" onerror=\"window.hacked = 1\">"
                    + " &amp; \u0000\u001b[31m \u00e4\u4e16\ud83d\ude00";

    private SampleReport() {}

    /** A check for each requirement but the last ten, of which so many fail; some are skipped where one fails. */
    static ConformanceReport with(int failures) {
        return of(failures, id -> true);
    }

    /** The same of which not all was asked for. */
    static ConformanceReport of(int failures, Predicate<String> selected) {
        List<Requirement> requirements = Catalogue.load().requirements();
        List<CheckOutcome> checks = new ArrayList<>();
        for (int i = 0; i < requirements.size() - 10; i++) {
            String id = requirements.get(i).id();
            Verdict verdict = i * 31 % 74 < failures
                    ? failure(i)
                    : i % 9 == 5 && failures > 0
                            ? new Verdict.Skip("sees Kubernetes: give --kubeconfig")
                            : Verdict.pass();
            checks.add(new CheckOutcome(
                    "proves-" + id.toLowerCase(Locale.ROOT),
                    Set.of(id),
                    verdict,
                    Duration.ofMillis(40L + 137L * i),
                    verdict instanceof Verdict.Fail ? Optional.of(evidence(i)) : Optional.empty()));
        }
        RunFacts facts = new RunFacts(
                "document",
                "http://127.0.0.1:8080 (embedded, 3 targets)",
                "3.11.etlbed",
                4711,
                Instant.parse("2026-11-26T10:15:30Z"),
                Duration.ofSeconds(57),
                Optional.empty(),
                "etlbed conformance run --endpoint http://127.0.0.1:8080 --seed 4711");
        return ConformanceReport.of(facts, Catalogue.load(), selected, Map.of(), checks, Terms.PLAIN);
    }

    private static Verdict failure(int number) {
        String found = number == 0
                ? "200 " + HOSTILE
                : "400 {\"status\":400,\"message\":\"SPEC-04 spec.containers at line 9, column 3: found 2, expected 1\"}";
        return new Verdict.Fail(
                found,
                "400, since there are two containers",
                "PUT http://127.0.0.1:8080/v1/etl was answered by http://127.0.0.1:8080/v1/etl",
                Optional.of(
                        "curl -sS -i -L --path-as-is -X PUT --data-binary '{\"id\":\"etl-1\",\"spec\":\"YXBpVmVyc2lvbjogdjEK"
                                + "a2luZDogUG9kCm1ldGFkYXRhOgogIG5hbWU6IHgK\"}' 'http://127.0.0.1:8080/v1/etl'"));
    }

    private static Evidence evidence(int number) {
        return new Evidence(
                List.of(
                        new SeenExchange(
                                "GET http://127.0.0.1:8080/v1/etl",
                                "200\ncontent-length: 2\n\n[]",
                                Duration.ofMillis(3),
                                false),
                        new SeenExchange(
                                "PUT http://127.0.0.1:8080/v1/etl\n\n{\"id\":\"etl-1\"}",
                                "200\ncontent-type: text/plain\n\n" + (number == 0 ? HOSTILE : "etl-1"),
                                Duration.ofMillis(41),
                                true)),
                3,
                List.of(new SeenPod(
                        "etl-1-t1", "pod etl-1-t1 (Running on node-1, not ready)", "listening on 80\n" + HOSTILE)),
                List.of("etl-1-t1: Unhealthy: Readiness probe failed"),
                List.of());
    }
}

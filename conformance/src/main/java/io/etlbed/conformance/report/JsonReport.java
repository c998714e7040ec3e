package io.etlbed.conformance.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.check.Verdict;
import java.io.IOException;
import java.nio.file.Path;

/** The report for programs; its members are only ever added to. */
final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    static void write(ConformanceReport report, Path file) throws IOException {
        JSON.writeValue(file.toFile(), tree(report));
    }

    private static ObjectNode tree(ConformanceReport report) {
        RunFacts facts = report.facts();
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 1)
                .put("profile", facts.profile())
                .put("cluster", facts.cluster())
                .put("implementation_version", facts.version())
                .put("seed", facts.seed())
                .put("started", facts.started().toString())
                .put("seconds", facts.time().toMillis() / 1000.0)
                .put("exit_code", report.exitCode());
        facts.trouble().ifPresent(trouble -> root.put("trouble", trouble));
        root.putObject("statistics")
                .put("passed", report.count(Verdict.Pass.class))
                .put("failed", report.count(Verdict.Fail.class))
                .put("skipped", report.count(Verdict.Skip.class))
                .put("known_failures", report.count(Verdict.KnownFailure.class))
                .put("without_check", report.unchecked())
                .put(
                        "not_selected",
                        report.outcomes().size() - report.selected().size());
        ArrayNode open = root.putArray("open_musts");
        report.openMusts().forEach(must -> open.add(must.requirement().id()));
        ArrayNode requirements = root.putArray("requirements");
        report.outcomes().forEach(outcome -> requirements.add(requirement(outcome)));
        return root;
    }

    private static ObjectNode requirement(RequirementOutcome outcome) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", outcome.requirement().id())
                .put("level", outcome.requirement().level().name())
                .put("rule", outcome.requirement().rule())
                .put("verdict", outcome.standing().word())
                .put("seconds", outcome.time().toMillis() / 1000.0);
        ArrayNode checks = node.putArray("checks");
        for (CheckOutcome check : outcome.checks()) {
            ObjectNode entry = checks.addObject()
                    .put("name", check.check())
                    .put("verdict", check.verdict().word())
                    .put("seconds", check.time().toMillis() / 1000.0);
            describe(entry, check.verdict());
        }
        return node;
    }

    private static void describe(ObjectNode entry, Verdict verdict) {
        if (verdict instanceof Verdict.Fail fail) {
            failure(entry, fail);
        } else if (verdict instanceof Verdict.Skip skip) {
            entry.put("reason", skip.reason());
        } else if (verdict instanceof Verdict.KnownFailure known) {
            entry.put("reason", known.reason());
            failure(entry, known.failure());
        }
    }

    private static void failure(ObjectNode entry, Verdict.Fail fail) {
        entry.put("found", fail.found()).put("expected", fail.expected()).put("hint", fail.hint());
        fail.curl().ifPresent(curl -> entry.put("curl", curl));
    }
}

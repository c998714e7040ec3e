package io.etlbed.conformance.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.evidence.Evidence;
import io.etlbed.conformance.evidence.SeenExchange;
import io.etlbed.conformance.evidence.SeenPod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The report for programs, as {@code conformance-report.schema.json} beside this class describes it; its members are only ever
 * added to.
 */
final class JsonReport {

    /** Of the file; another one would be no longer read by those who read this one. */
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    static void write(ConformanceReport report, Path file) throws IOException {
        JSON.writeValue(file.toFile(), tree(report));
    }

    private static ObjectNode tree(ConformanceReport report) {
        RunFacts facts = report.facts();
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT)
                .put("profile", facts.profile())
                .put("cluster", facts.cluster())
                .put("implementation_version", facts.version())
                .put("seed", facts.seed())
                .put("started", facts.started().toString())
                .put("seconds", seconds(facts.time()))
                .put("exit_code", report.exitCode())
                .put("strict", report.terms().strict())
                .put("again", facts.again());
        facts.trouble().ifPresent(trouble -> root.put("trouble", trouble));
        root.putObject("statistics")
                .put("passed", report.count(Verdict.Pass.class))
                .put("failed", report.count(Verdict.Fail.class))
                .put("skipped", report.count(Verdict.Skip.class))
                .put("known_failures", report.count(Verdict.KnownFailure.class))
                .put("differing", report.count(Verdict.Differs.class))
                .put("not_applicable", report.counted(Standing.NotApplicable.class))
                .put("without_check", report.counted(Standing.Unchecked.class))
                .put("not_selected", report.counted(Standing.Deselected.class));
        report.changes().ifPresent(changes -> {
            ObjectNode node = root.putObject("changes");
            names(node.putArray("fresh"), changes.fresh());
            names(node.putArray("gone"), changes.gone());
            names(node.putArray("unseen"), changes.unseen());
        });
        ArrayNode open = root.putArray("open_musts");
        report.openMusts().forEach(must -> open.add(must.requirement().id()));
        ArrayNode requirements = root.putArray("requirements");
        report.outcomes().forEach(outcome -> requirements.add(requirement(outcome)));
        ObjectNode evidence = root.putObject("evidence");
        report.checks()
                .forEach(check -> check.evidence().ifPresent(seen -> evidence.set(check.check(), evidence(seen))));
        return root;
    }

    private static void names(ArrayNode array, List<String> names) {
        names.forEach(array::add);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static ObjectNode requirement(RequirementOutcome outcome) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", outcome.requirement().id())
                .put("group", outcome.requirement().group().key())
                .put("level", outcome.requirement().level().name())
                .put("rule", outcome.requirement().rule())
                .put("verdict", outcome.standing().word())
                .put("remark", outcome.remark())
                .put("seconds", seconds(outcome.time()));
        ArrayNode checks = node.putArray("checks");
        for (CheckOutcome check : outcome.checks()) {
            ObjectNode entry = checks.addObject()
                    .put("name", check.check())
                    .put("verdict", check.verdict().word())
                    .put("seconds", seconds(check.time()));
            describe(entry, check.verdict());
            check.failure().ifPresent(fail -> failure(entry, fail));
        }
        return node;
    }

    private static void describe(ObjectNode entry, Verdict verdict) {
        if (verdict instanceof Verdict.Skip skip) {
            entry.put("reason", skip.reason());
        } else if (verdict instanceof Verdict.KnownFailure known) {
            entry.put("reason", known.reason());
        } else if (verdict instanceof Verdict.Differs differs) {
            entry.put("reason", differs.behaviour()).put("source", differs.source());
        }
    }

    private static void failure(ObjectNode entry, Verdict.Fail fail) {
        entry.put("found", fail.found()).put("expected", fail.expected()).put("hint", fail.hint());
        fail.curl().ifPresent(curl -> entry.put("curl", curl));
    }

    private static ObjectNode evidence(Evidence evidence) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode exchanges = node.putArray("exchanges");
        for (SeenExchange exchange : evidence.exchanges()) {
            exchanges
                    .addObject()
                    .put("request", exchange.request())
                    .put("answer", exchange.answer())
                    .put("seconds", seconds(exchange.time()))
                    .put("decisive", exchange.decisive());
        }
        node.put("exchanges_left_out", evidence.leftOut());
        ArrayNode pods = node.putArray("pods");
        for (SeenPod pod : evidence.pods()) {
            pods.addObject().put("name", pod.name()).put("state", pod.state()).put("log", pod.log());
        }
        names(node.putArray("events"), evidence.events());
        names(node.putArray("unseen"), evidence.unseen());
        return node;
    }
}

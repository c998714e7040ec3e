package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.etl.spec.Communication;
import io.etlbed.cluster.etl.spec.EtlSpec;
import io.etlbed.cluster.etl.spec.EtlSpecs;
import io.etlbed.cluster.etl.spec.GoDuration;
import io.etlbed.cluster.etl.spec.NameRules;
import io.etlbed.cluster.etl.spec.SpecContext;
import io.etlbed.cluster.etl.spec.SpecReport;
import io.etlbed.cluster.etl.spec.Texts;
import io.etlbed.cluster.etl.spec.Violation;
import io.etlbed.cluster.wire.AisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the body of {@code PUT /v1/etl}, in the words of any release of the clients: {@code id} or {@code name},
 * {@code timeout} or {@code init_timeout}. Everything that is wrong is said at once; members it does not know are passed
 * over.
 */
final class InitReader {

    private static final String BODY = "the init message";

    private final NameRules names;
    private final String namespace;

    InitReader(EtlSettings settings, String namespace) {
        this.names = new NameRules(settings.shortestName(), settings.longestName());
        this.namespace = namespace;
    }

    /**
     * @throws AisException 400 with every violation, one a line; 501 for what is valid and not supported yet
     */
    InitMessage read(byte[] body) {
        ObjectNode json = Json.object(body, BODY);
        List<Violation> violations = new ArrayList<>();
        Optional<String> id = text(json, "id").or(() -> text(json, "name")).filter(name -> !name.isEmpty());
        id.ifPresent(name -> violations.addAll(names.check(name, "id", Optional.empty())));
        Optional<Communication> communication = communication(json, violations);
        Optional<Duration> timeout = timeout(json, violations);
        if (json.hasNonNull("code")) {
            CodeRules.check(json, violations);
            refuse(id, violations);
            throw new AisException(501, "init code is not supported yet by this cluster; use init spec");
        }
        if (json.path("runtime").isObject()) {
            refuse(id, violations);
            throw new AisException(501, "init with a runtime object is not supported by this cluster; use init spec");
        }
        SpecContext context = new SpecContext(communication, namespace);
        String given = text(json, "spec")
                .orElseThrow(() -> new AisException(
                        400, BODY + " has neither \"spec\", the YAML of a Pod, nor \"code\": one of them is expected"));
        if (Base64Text.isBinary(given)) {
            violations.add(new Violation(
                    "SPEC-01",
                    "spec",
                    Optional.empty(),
                    "base64 of bytes that are not UTF-8 text",
                    "the YAML of a Pod as UTF-8 text",
                    Optional.empty()));
            refuse(id, violations);
        }
        String yaml = Base64Text.read(given);
        SpecReport report = EtlSpecs.check(yaml, context);
        violations.addAll(report.violations());
        report.spec().ifPresent(spec -> checkFallback(id, spec, violations));
        refuse(id, violations);
        EtlSpec spec = report.spec().orElseThrow();
        String name = id.or(spec::name).orElseThrow();
        if (spec.communication() != Communication.HPUSH) {
            throw new AisException(
                    501,
                    "etl job \"" + name + "\": the spec is valid, but this cluster does not support "
                            + spec.communication().text() + " yet; use " + Communication.HPUSH.text());
        }
        Optional<Duration> limit =
                json.hasNonNull("timeout") || json.hasNonNull("init_timeout") ? timeout : spec.waitTimeout();
        return new InitMessage(name, yaml, spec, limit, text(json, "obj_timeout"));
    }

    /** Without an id in the message it is the spec's {@code metadata.name} (API-09). */
    private void checkFallback(Optional<String> id, EtlSpec spec, List<Violation> violations) {
        if (id.isEmpty()) {
            violations.addAll(names.check(spec.name().orElse(""), "metadata.name", Optional.of(spec.namePosition())));
        }
    }

    private static Optional<Communication> communication(ObjectNode json, List<Violation> violations) {
        Optional<String> given = text(json, "communication").filter(text -> !text.isEmpty());
        Optional<Communication> known = given.flatMap(Communication::of);
        if (given.isPresent() && known.isEmpty()) {
            violations.add(violation("SPEC-02", "communication", given.get(), Communication.list()));
        }
        return known;
    }

    private static Optional<Duration> timeout(ObjectNode json, List<Violation> violations) {
        String member = json.hasNonNull("timeout") ? "timeout" : "init_timeout";
        Optional<String> given = text(json, member);
        Optional<Duration> timeout = given.flatMap(GoDuration::parse);
        if (given.isPresent() && timeout.isEmpty()) {
            violations.add(violation("SPEC-03", member, given.get(), "a duration such as \"5m\" or \"90s\""));
        }
        return timeout.filter(duration -> !duration.isZero());
    }

    private static Violation violation(String rule, String member, String found, String expected) {
        return new Violation(rule, member, Optional.empty(), Texts.quote(found), expected, Optional.empty());
    }

    private static Optional<String> text(ObjectNode json, String member) {
        JsonNode value = json.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new AisException(
                    400, BODY + ": \"" + member + "\" is " + value.getNodeType() + ", expected a string");
        }
        return Optional.of(value.textValue());
    }

    private static void refuse(Optional<String> id, List<Violation> violations) {
        if (!violations.isEmpty()) {
            String lines = violations.stream().map(Violation::text).collect(Collectors.joining("\n"));
            String whose = id.map(name -> " of etl job " + Texts.quote(name)).orElse("");
            String count = violations.size() == 1 ? "1 violation" : violations.size() + " violations";
            throw new AisException(400, BODY + whose + " is invalid: " + count + "\n" + lines);
        }
    }
}

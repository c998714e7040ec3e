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
import io.etlbed.cluster.etl.workload.CodeWorkload;
import io.etlbed.cluster.etl.workload.ImageWorkload;
import io.etlbed.cluster.etl.workload.SpecWorkload;
import io.etlbed.cluster.etl.workload.Workload;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Names;
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
    private static final int MADE_UP = 9;

    private final NameRules names;
    private final CodeReader codes;
    private final String namespace;

    InitReader(EtlSettings settings, String namespace) {
        this.names = new NameRules(settings.shortestName(), settings.longestName());
        this.codes = new CodeReader(settings.exactRuntimes());
        this.namespace = namespace;
    }

    /**
     * @throws AisException 400 with every violation, one a line; 501 for what is valid and not supported
     */
    InitMessage read(byte[] body) {
        Draft draft = new Draft(Json.object(body, BODY));
        // Where both are given, AIStore takes the code.
        boolean saysRuntime = draft.json.path("runtime").isTextual();
        if (draft.json.hasNonNull("code") || (saysRuntime && !draft.json.hasNonNull("spec"))) {
            return code(draft);
        }
        if (draft.json.path("runtime").isObject()) {
            RuntimeReader.refuseUnsupported(draft.json);
            draft.refuse();
            String name = draft.id.orElseThrow(() -> new AisException(400, BODY + " has no \"name\""));
            Communication way = draft.communication.orElse(Communication.HPUSH);
            ObjectNode runtime = RuntimeReader.whole(draft.json);
            return image(draft, runtime, RuntimeReader.pod(runtime, name, way.text()));
        }
        return spec(draft);
    }

    private InitMessage code(Draft draft) {
        Optional<CodeWorkload> work =
                codes.read(draft.json, draft.communication.orElse(Communication.HPUSH), draft.violations);
        draft.refuse();
        return draft.message(
                draft.id.orElseGet(() -> "etl-" + Names.freshId(MADE_UP)), work.orElseThrow(), draft.timeout);
    }

    private InitMessage spec(Draft draft) {
        String given = text(draft.json, "spec")
                .orElseThrow(() -> new AisException(
                        400, BODY + " has neither \"spec\", the YAML of a Pod, nor \"code\": one of them is expected"));
        if (Base64Text.isBinary(given)) {
            draft.violations.add(new Violation(
                    "SPEC-01",
                    "spec",
                    Optional.empty(),
                    "base64 of bytes that are not UTF-8 text",
                    "the YAML of a Pod as UTF-8 text",
                    Optional.empty()));
            draft.refuse();
        }
        return spec(draft, Base64Text.read(given));
    }

    private InitMessage image(Draft draft, ObjectNode runtime, String pod) {
        InitMessage message = spec(draft, pod);
        Workload work = new ImageWorkload(runtime.toString(), (SpecWorkload) message.workload());
        return new InitMessage(message.id(), work, message.waitTimeout(), message.objectTimeout());
    }

    private InitMessage spec(Draft draft, String yaml) {
        SpecReport report = EtlSpecs.check(yaml, new SpecContext(draft.communication, namespace));
        draft.violations.addAll(report.violations());
        report.spec().ifPresent(spec -> checkFallback(draft, spec));
        draft.refuse();
        EtlSpec spec = report.spec().orElseThrow();
        boolean limited = draft.json.hasNonNull("timeout") || draft.json.hasNonNull("init_timeout");
        return draft.message(
                draft.id.or(spec::name).orElseThrow(),
                new SpecWorkload(yaml, spec),
                limited ? draft.timeout : spec.waitTimeout());
    }

    /** Without an id in the message it is the spec's {@code metadata.name} (API-09). */
    private void checkFallback(Draft draft, EtlSpec spec) {
        if (draft.id.isEmpty()) {
            draft.violations.addAll(
                    names.check(spec.name().orElse(""), "metadata.name", Optional.of(spec.namePosition())));
        }
    }

    /** A message while it is read: what all kinds of messages have, and everything that is wrong with it. */
    private final class Draft {

        private final ObjectNode json;
        private final List<Violation> violations = new ArrayList<>();
        private final Optional<String> id;
        private final Optional<Communication> communication;
        private final Optional<Duration> timeout;

        Draft(ObjectNode json) {
            this.json = json;
            Optional<String> name = text(json, "name");
            this.id = text(json, "id").or(() -> name).filter(given -> !given.isEmpty());
            id.ifPresent(given -> violations.addAll(names.check(given, "id", Optional.empty())));
            this.communication = communication();
            this.timeout = timeout();
        }

        private Optional<Communication> communication() {
            Optional<String> given = text(json, "communication").filter(text -> !text.isEmpty());
            Optional<Communication> known = given.flatMap(Communication::of);
            if (given.isPresent() && known.isEmpty()) {
                violations.add(violation("SPEC-02", "communication", given.get(), Communication.list()));
            }
            return known;
        }

        private Optional<Duration> timeout() {
            String member = json.hasNonNull("timeout") ? "timeout" : "init_timeout";
            Optional<String> given = text(json, member);
            Optional<Duration> parsed = given.flatMap(GoDuration::parse);
            if (given.isPresent() && parsed.isEmpty()) {
                violations.add(violation("SPEC-03", member, given.get(), "a duration such as \"5m\" or \"90s\""));
            }
            return parsed.filter(duration -> !duration.isZero());
        }

        InitMessage message(String name, Workload workload, Optional<Duration> waitTimeout) {
            return new InitMessage(name, workload, waitTimeout, text(json, "obj_timeout"));
        }

        void refuse() {
            if (!violations.isEmpty()) {
                String lines = violations.stream().map(Violation::text).collect(Collectors.joining("\n"));
                String whose =
                        id.map(name -> " of etl job " + Texts.quote(name)).orElse("");
                String count = violations.size() == 1 ? "1 violation" : violations.size() + " violations";
                throw new AisException(400, BODY + whose + " is invalid: " + count + "\n" + lines);
            }
        }
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
}

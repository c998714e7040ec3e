package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.etl.spec.Texts;
import io.etlbed.cluster.etl.spec.Violation;
import java.util.List;
import java.util.Optional;

/** What can be said of an <i>init code</i> message before anything runs (CODE-03, CODE-04). */
final class CodeRules {

    private static final List<String> RUNTIMES = List.of("python2", "python3", "python3.6", "python3.8", "python3.10");

    private CodeRules() {}

    static void check(ObjectNode json, List<Violation> violations) {
        String code = Base64Text.read(json.path("code").asText());
        if (!json.path("code").isTextual() || code.isBlank()) {
            violations.add(violation("CODE-04", "code", "no code", "a Python script that defines transform"));
        }
        String runtime = json.path("runtime").asText();
        if (runtime.isEmpty() || json.path("runtime").isNull()) {
            violations.add(violation("CODE-04", "runtime", "nothing", expected()));
        } else if (!RUNTIMES.contains(runtime)) {
            violations.add(violation("CODE-03", "runtime", Texts.quote(runtime), expected()));
        }
    }

    private static String expected() {
        return "one of " + String.join(", ", RUNTIMES);
    }

    private static Violation violation(String rule, String member, String found, String expected) {
        return new Violation(rule, member, Optional.empty(), found, expected, Optional.empty());
    }
}

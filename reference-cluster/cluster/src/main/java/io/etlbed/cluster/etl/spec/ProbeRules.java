package io.etlbed.cluster.etl.spec;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** SPEC-09 to SPEC-13: the probe by which the cluster knows that the container can be contacted. */
final class ProbeRules implements SpecRule {

    @Override
    public void check(SpecUnderTest spec, Consumer<Violation> violations) {
        if (!spec.container().isMap()) {
            return;
        }
        Cursor probe = spec.container().field("readinessProbe");
        if (!probe.isMap()) {
            if (probe.exists() || spec.communication() != Communication.IO) {
                violations.accept(probe.violation("SPEC-09", "a probe with httpGet"));
            }
            return;
        }
        checkSeconds(probe.field("timeoutSeconds"), "SPEC-10", violations);
        checkSeconds(probe.field("periodSeconds"), "SPEC-11", violations);
        Cursor get = probe.field("httpGet");
        Cursor path = get.field("path");
        if (path.string().map(String::isBlank).orElse(true)) {
            violations.accept(path.violation("SPEC-12", "the path that the probe asks for", misspelt(get)));
        }
        Cursor port = get.field("port");
        if (!port.string().equals(Optional.of("default"))) {
            Optional<String> hint = port.integer().isPresent()
                    ? Optional.of("it names the port, and does not number it")
                    : misspelt(get);
            violations.accept(port.violation("SPEC-13", "\"default\"", hint));
        }
    }

    /** What is left out, or 0, becomes the default (SPEC-10, SPEC-11). */
    private static void checkSeconds(Cursor seconds, String rule, Consumer<Violation> violations) {
        OptionalLong value = seconds.integer();
        if (seconds.exists() && (value.isEmpty() || value.getAsLong() < 0 || value.getAsLong() > Integer.MAX_VALUE)) {
            violations.accept(seconds.violation(rule, "a whole number of seconds from 1"));
        }
    }

    private static Optional<String> misspelt(Cursor get) {
        return get.misspelt().map(other -> "there is " + Texts.quote(other) + "; write \"httpGet\"");
    }
}

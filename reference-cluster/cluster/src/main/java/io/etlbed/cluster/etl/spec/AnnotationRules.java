package io.etlbed.cluster.etl.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** SPEC-02 and SPEC-03: what the annotations say about communication and waiting. */
final class AnnotationRules implements SpecRule {

    @Override
    public void check(SpecUnderTest spec, Consumer<Violation> violations) {
        Cursor communication = spec.annotation(SpecUnderTest.COMMUNICATION_TYPE);
        if (communication.exists()
                && communication.string().flatMap(Communication::of).isEmpty()) {
            violations.accept(communication.violation("SPEC-02", Communication.list(), completion(communication)));
        }
        Cursor timeout = spec.annotation(SpecUnderTest.WAIT_TIMEOUT);
        if (timeout.exists() && timeout.string().flatMap(GoDuration::parse).isEmpty()) {
            violations.accept(timeout.violation("SPEC-03", "a duration such as \"5m\", \"90s\" or \"1h30m\""));
        }
    }

    private static Optional<String> completion(Cursor communication) {
        return communication
                .string()
                .map(text -> text.replace("://", "").toLowerCase(Locale.ROOT) + "://")
                .flatMap(Communication::of)
                .map(meant -> "write " + meant.text());
    }
}

package io.etlbed.cluster.etl.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of checking a spec.
 *
 * @param violations all of them, in the order of the text; none for a valid spec
 * @param spec the spec, where it is valid
 */
public record SpecReport(List<Violation> violations, Optional<EtlSpec> spec) {

    public SpecReport {
        violations = List.copyOf(violations);
        if (violations.isEmpty() != spec.isPresent()) {
            throw new IllegalArgumentException("either violations or a spec");
        }
    }

    /** Whether no rule is broken. */
    public boolean valid() {
        return spec.isPresent();
    }

    /** One line per violation. */
    public String text() {
        return violations.stream().map(Violation::text).collect(Collectors.joining("\n"));
    }
}

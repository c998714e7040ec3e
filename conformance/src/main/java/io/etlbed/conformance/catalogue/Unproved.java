package io.etlbed.conformance.catalogue;

import java.util.Map;
import java.util.Optional;

/** Why a requirement has no check: what judges it instead, or what is missing. */
final class Unproved {

    private static final Map<String, String> REASONS =
            Map.of("XFORM-08", "no check: it is measured, not judged (`etlbed simulate`, docs/performance.md)");

    private Unproved() {}

    /** Empty where nobody has said why. */
    static Optional<String> reason(String id) {
        return Optional.ofNullable(REASONS.get(id));
    }
}

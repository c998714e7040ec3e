package io.etlbed.conformance.catalogue;

import java.util.Map;
import java.util.Optional;

/** Why a requirement has no check: what judges it instead, or what is missing. */
final class Unproved {

    private static final Map<String, String> REASONS = Map.of(
            "API-07",
            "no check yet: the clients themselves judge it; this project's own tests run the SDK and curl against its cluster",
            "API-11",
            "no check yet: TLS is a matter of how a cluster is deployed; an https:// endpoint judges all else by it",
            "XFORM-08",
            "no check: it is measured, not judged (`etlbed simulate`, docs/performance.md)");

    private Unproved() {}

    /** Empty where nobody has said why. */
    static Optional<String> reason(String id) {
        return Optional.ofNullable(REASONS.get(id));
    }
}

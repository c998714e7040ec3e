package io.etlbed.conformance.mutant;

/** In whose place a station stands. */
enum Role {
    GATEWAY,
    TARGET,
    /** A container, to which a redirect led. */
    CONTAINER,
    KUBERNETES
}

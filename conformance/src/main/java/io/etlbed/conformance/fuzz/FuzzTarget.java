package io.etlbed.conformance.fuzz;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is fuzzed. */
public enum FuzzTarget {
    /** Specifications, by the init of a cluster. */
    SPEC,
    /** ETL_IDs. */
    NAME,
    /** Messages of <i>init code</i>. */
    CODE,
    /** Any request to a gateway. */
    HTTP,
    /** Objects of the Kubernetes API. */
    KUBERNETES,
    /** Specifications, by the validator alone: nothing is started. */
    LINT;

    /** By its word. */
    public static Optional<FuzzTarget> of(String word) {
        return Arrays.stream(values())
                .filter(target -> target.word().equals(word))
                .findFirst();
    }

    /** All of them. */
    public static String words() {
        return Arrays.stream(values()).map(FuzzTarget::word).collect(Collectors.joining(", "));
    }

    /** As the command line names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.etlbed.cluster.client;

import java.util.Optional;

/** What starts an ETL: a Pod specification or a function's source. */
public sealed interface EtlInit {

    /** The ETL_ID (catalogue, NAME). */
    String id();

    /** Such as {@code hpush://}; absent: the annotation of the specification, or {@code hpush://}, decides. */
    Optional<String> communication();

    /** How long pods may take to become ready, such as {@code 5m}; absent: the annotation, or no limit, decides. */
    Optional<String> timeout();

    /**
     * <em>init spec</em>.
     *
     * @param yaml the Pod specification as it was written; it is sent unchanged
     */
    record Spec(String id, byte[] yaml, Optional<String> communication, Optional<String> timeout) implements EtlInit {}

    /** <em>init spec</em> that leaves communication and timeout to the specification. */
    static Spec spec(String id, byte[] yaml) {
        return new Spec(id, yaml, Optional.empty(), Optional.empty());
    }

    /**
     * <em>init code</em>.
     *
     * @param code a Python script that defines {@code transform(input_bytes: bytes) -> bytes}
     * @param dependencies in the format of pip's requirements files; may be empty
     * @param runtime such as {@code python3}
     */
    record Code(
            String id,
            byte[] code,
            byte[] dependencies,
            String runtime,
            Optional<String> communication,
            Optional<String> timeout)
            implements EtlInit {}
}

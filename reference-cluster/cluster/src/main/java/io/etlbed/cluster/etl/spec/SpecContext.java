package io.etlbed.cluster.etl.spec;

import java.util.Optional;

/**
 * What lies outside a spec and decides how it is read.
 *
 * @param communication what the init message names; it wins over the annotation (SPEC-15)
 * @param namespace where the cluster's pods run (LIFE-14)
 */
public record SpecContext(Optional<Communication> communication, String namespace) {

    /** No message around the spec; pods in namespace {@code ais}. */
    public static SpecContext standard() {
        return new SpecContext(Optional.empty(), "ais");
    }

    /** The same with a communication type of the init message. */
    public SpecContext with(Communication ofMessage) {
        return new SpecContext(Optional.of(ofMessage), namespace);
    }
}

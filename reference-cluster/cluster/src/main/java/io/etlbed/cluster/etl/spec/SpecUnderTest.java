package io.etlbed.cluster.etl.spec;

import java.util.Optional;

/**
 * A document while it is checked.
 *
 * @param pod the document
 */
record SpecUnderTest(Cursor pod, SpecContext context) {

    static final String COMMUNICATION_TYPE = "communication_type";
    static final String WAIT_TIMEOUT = "wait_timeout";

    Cursor metadata() {
        return pod.field("metadata");
    }

    Cursor annotation(String name) {
        return metadata().field("annotations").field(name);
    }

    Cursor spec() {
        return pod.field("spec");
    }

    Cursor containers() {
        return spec().field("containers");
    }

    /** The ETL container, {@code spec.containers[0]}. */
    Cursor container() {
        return containers().item(0);
    }

    /** Message before annotation before default (SPEC-15); an annotation that is none of the four counts as absent. */
    Communication communication() {
        Optional<Communication> annotated =
                annotation(COMMUNICATION_TYPE).string().flatMap(Communication::of);
        return context.communication().or(() -> annotated).orElse(Communication.HPUSH);
    }
}

package io.etlbed.simulator.embedded.apply;

import java.io.Serial;

/** A configuration does not fit the types of Kubernetes; the message says where and why. */
final class SchemaException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }
}

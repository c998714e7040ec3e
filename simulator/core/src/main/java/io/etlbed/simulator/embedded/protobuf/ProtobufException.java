package io.etlbed.simulator.embedded.protobuf;

import java.io.Serial;

/** A body is not what its content type says; the message tells why. */
public final class ProtobufException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    ProtobufException(String message) {
        super(message);
    }
}

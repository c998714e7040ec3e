package io.etlbed.simulator.embedded.inproc;

import java.io.IOException;
import java.io.Serial;

/** What a client sent breaks the protocol. */
final class BadRequest extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    BadRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}

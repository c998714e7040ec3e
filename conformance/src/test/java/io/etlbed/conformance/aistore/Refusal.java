package io.etlbed.conformance.aistore;

import java.io.Serial;

/** What is answered with an error. */
final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    Refusal(String message) {
        this(400, message);
    }

    int status() {
        return status;
    }
}

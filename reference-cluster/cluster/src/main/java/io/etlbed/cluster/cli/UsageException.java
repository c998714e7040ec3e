package io.etlbed.cluster.cli;

import java.io.Serial;

/** The arguments make no sense together. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

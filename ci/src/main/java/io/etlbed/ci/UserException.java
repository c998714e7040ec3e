package io.etlbed.ci;

import java.io.Serial;

/** Something that the user of the command can put right; the message says how. */
final class UserException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UserException(String message) {
        super(message);
    }
}

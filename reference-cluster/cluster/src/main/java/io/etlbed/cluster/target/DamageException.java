package io.etlbed.cluster.target;

import java.io.IOException;
import java.io.Serial;

/** A file that is not the object that was stored in it. The message says what is wrong with it. */
final class DamageException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    DamageException(String message) {
        super(message);
    }
}

package io.etlbed.playbooks;

import java.io.Serial;

/** A playbook that cannot be found, read or begun. The message says what the user can do. */
public class PlaybookException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public PlaybookException(String message) {
        super(message);
    }

    public PlaybookException(String message, Throwable cause) {
        super(message, cause);
    }
}

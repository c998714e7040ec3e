package io.etlbed.cluster.wire;

import java.io.Serial;

/**
 * An error that a client is to see: it becomes the answer's status and the {@code message} of its error JSON (API-08).
 */
public class AisException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status HTTP status, 400–599
     * @param message what was wrong, where, and what is expected; complete in itself
     */
    public AisException(int status, String message) {
        super(message);
        this.status = status;
    }

    public AisException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }
}

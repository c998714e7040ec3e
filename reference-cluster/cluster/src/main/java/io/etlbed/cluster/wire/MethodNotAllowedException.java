package io.etlbed.cluster.wire;

import java.io.Serial;

/**
 * 405. AIStore answers it in plain text; here it is error JSON as any other (API-08), which its clients read as well.
 */
public final class MethodNotAllowedException extends AisException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String allowed;

    /**
     * @param method that was used
     * @param allowed those that there are, as {@code Allow} lists them
     */
    public MethodNotAllowedException(String method, String allowed) {
        super(405, "method " + method + " is not allowed here: expected " + allowed);
        this.allowed = allowed;
    }

    /** For the header {@code Allow}. */
    public String allowed() {
        return allowed;
    }
}

package io.etlbed.cluster.wire;

import java.io.Serial;

/** 503 for a while: the answer says when to come back. */
public final class UnavailableException extends AisException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /** @param retryAfterSeconds for the header {@code Retry-After} */
    public UnavailableException(String message, long retryAfterSeconds) {
        super(503, message);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** For the header {@code Retry-After}. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

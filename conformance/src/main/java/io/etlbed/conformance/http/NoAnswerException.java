package io.etlbed.conformance.http;

import io.etlbed.conformance.ConformanceException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request that got no complete answer: refused, reset, cut off, or too late. */
public final class NoAnswerException extends ConformanceException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String curl;

    NoAnswerException(String message, String curl, @Nullable Throwable cause) {
        super(message, cause);
        this.curl = curl;
    }

    /** A shell line that tries the same. */
    public String curl() {
        return curl;
    }
}

package io.etlbed.conformance;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The suite was asked for something it cannot do; the message says what the caller can do. */
public class ConformanceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ConformanceException(String message) {
        super(message);
    }

    public ConformanceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

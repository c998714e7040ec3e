package io.etlbed.simulator.embedded.runtime;

import java.io.Serial;

/** A pod or a container that could not be started; the message is meant for its events. */
public final class StartException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.etlbed.simulator;

import java.io.Serial;

/** Something that a simulated cluster cannot do or could not be given; the message says what the caller can do. */
public class SimulatorException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public SimulatorException(String message) {
        super(message);
    }

    public SimulatorException(String message, Throwable cause) {
        super(message, cause);
    }
}

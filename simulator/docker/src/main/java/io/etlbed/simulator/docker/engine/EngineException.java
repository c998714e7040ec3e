package io.etlbed.simulator.docker.engine;

import io.etlbed.simulator.SimulatorException;
import java.io.Serial;

/** What an engine has refused, in its own words. */
public final class EngineException extends SimulatorException {

    @Serial
    private static final long serialVersionUID = 1L;

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.etlbed.simulator.embedded.inproc;

import java.io.Serial;

/** Unwinds the thread that has ended its container; an error, so that no handler's catch of exceptions holds it up. */
final class ContainerExit extends Error {

    @Serial
    private static final long serialVersionUID = 1L;

    ContainerExit(int code) {
        super("the container has ended itself with exit code " + code, null, false, false);
    }
}

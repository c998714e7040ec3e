package io.etlbed.simulator.embedded.kubelet;

import java.io.Serial;

/** Something that a container's configuration refers to and that is not there (yet). */
final class ConfigException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }
}

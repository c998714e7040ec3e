package io.etlbed.simulator.embedded.kubelet;

import java.io.Serial;

/** An image that cannot be had. */
final class ImageException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    ImageException(String message) {
        super(message);
    }
}

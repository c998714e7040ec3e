package io.etlbed.cluster.data;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A node that could not be connected to: it has seen nothing of the call. */
public final class NotConnectedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    NotConnectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

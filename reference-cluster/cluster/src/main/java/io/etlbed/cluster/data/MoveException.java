package io.etlbed.cluster.data;

import java.io.IOException;
import java.io.Serial;

/** An object was not moved. */
public final class MoveException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    /** @param lasting whether another try would end in the same way */
    MoveException(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** Whether another try would end in the same way: the transformer or the destination has said no. */
    public boolean lasting() {
        return lasting;
    }
}

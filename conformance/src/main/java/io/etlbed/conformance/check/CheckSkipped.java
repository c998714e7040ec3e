package io.etlbed.conformance.check;

import java.io.Serial;

/** A check cannot see here what it is to judge; the message says why. */
public final class CheckSkipped extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public CheckSkipped(String reason) {
        super(reason);
    }
}

package io.etlbed.conformance.check;

import java.io.Serial;

/** A check cannot see here what it is to judge; the message says why. */
public final class CheckSkipped extends RuntimeException {

    /** Begins the reason where the cluster's nodes lack an interpreter or an index of packages. */
    public static final String HOST_LACKS = "the cluster's nodes have no ";

    @Serial
    private static final long serialVersionUID = 1L;

    public CheckSkipped(String reason) {
        super(reason);
    }
}

package io.etlbed.cluster.cli;

import java.io.Serial;

/** Nobody takes what is written any more: there is no point in going on. */
final class OutputClosed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    OutputClosed() {
        super("the output could not be written to its end");
    }
}

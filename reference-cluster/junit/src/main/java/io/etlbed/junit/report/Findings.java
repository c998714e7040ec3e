package io.etlbed.junit.report;

import java.io.Serial;

/** No failure of its own: it rides on that of the test, so that every tool prints it. */
final class Findings extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    Findings(String text) {
        super(text, null, false, false);
    }
}

package io.etlbed.junit.assertj;

import java.util.Locale;

/** Failures before there is something of AssertJ's that has them. */
record Fault(String description) {

    AssertionError of(String message, Object... arguments) {
        return new AssertionError("[" + description + "] " + String.format(Locale.ROOT, message, arguments));
    }
}

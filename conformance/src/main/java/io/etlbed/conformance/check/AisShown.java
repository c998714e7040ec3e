package io.etlbed.conformance.check;

import io.etlbed.conformance.http.Printable;

/**
 * What one call of {@code ais} has shown.
 *
 * @param exit its exit code
 * @param out its standard output, in Latin-1: a character for each byte; at a terminal its errors too
 * @param err its errors
 */
public record AisShown(int exit, String out, String err) {

    /** The same with another standard output. */
    public AisShown putting(String other) {
        return new AisShown(exit, other, err);
    }

    /** In one line. */
    public String summary() {
        return "exit code " + exit + described("output", out) + described("errors", err);
    }

    private static String described(String what, String text) {
        return text.isEmpty() ? ", no " + what : ", " + what + " \"" + Printable.oneLine(text, 300) + "\"";
    }
}

package io.etlbed.junit.assertj;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Where two streams part.
 *
 * @param at the first byte that differs, from 0
 * @param found that byte; -1 at the end
 * @param expected the same
 */
record Difference(long at, int found, int expected) {

    /** Empty where they are the same to their ends. */
    static Optional<Difference> between(InputStream found, InputStream expected) throws IOException {
        InputStream one = new BufferedInputStream(found, 64 * 1024);
        InputStream other = new BufferedInputStream(expected, 64 * 1024);
        for (long at = 0; ; at++) {
            int left = one.read();
            int right = other.read();
            if (left != right) {
                return Optional.of(new Difference(at, left, right));
            }
            if (left < 0) {
                return Optional.empty();
            }
        }
    }

    /** As a part of a sentence. */
    @Override
    public String toString() {
        if (found < 0) {
            return "it ends after " + at + " bytes";
        }
        if (expected < 0) {
            return "it goes on after " + at + " bytes";
        }
        return String.format(Locale.ROOT, "byte %d is %02x, not %02x", at, found, expected);
    }
}

package io.etlbed.conformance.http;

import java.nio.charset.StandardCharsets;

/**
 * The body of an answer.
 *
 * @param length how many bytes came
 * @param md5 of all of them, as hex
 * @param head the first of them, at most {@link #KEPT}
 */
public record Received(long length, String md5, byte[] head) {

    /** How much of a body is kept: enough for every control call. */
    public static final int KEPT = 1 << 20;

    /** The kept bytes as UTF-8. */
    public String text() {
        return new String(head, StandardCharsets.UTF_8);
    }
}

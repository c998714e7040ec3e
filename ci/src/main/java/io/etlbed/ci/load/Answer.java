package io.etlbed.ci.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a call, its body still to be read.
 *
 * @param headers by their names in lower case
 * @param body ends where the body does; breaks off with an {@link IOException} where the connection does
 */
record Answer(int status, Map<String, String> headers, InputStream body) {

    private static final int LONGEST_TEXT = 64 << 10;

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The length that the answer tells; -1 where it tells none. */
    long length() throws IOException {
        String text = headers.get("content-length");
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("an answer of length \"" + text + "\"", e);
        }
    }

    /** What a short body says. */
    String text() throws IOException {
        return new String(body.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8).strip();
    }
}

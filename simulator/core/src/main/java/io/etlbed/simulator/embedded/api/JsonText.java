package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** The text of a body in JSON, before anybody takes it apart. */
final class JsonText {

    private static final int ESCAPE = 6;

    private JsonText() {}

    /**
     * A body as text, in which half of a pair of surrogates is the sign for what cannot be read, as Go reads it: such a half
     * could not be written again.
     *
     * @throws ApiStatusException 400 if it is not UTF-8, of which the forms that are longer than need be are none
     */
    static String of(byte[] body) {
        try {
            // This decoder reports what it cannot decode.
            return paired(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            throw new ApiStatusException(
                    400, "BadRequest", "the body is not JSON: invalid UTF-8: " + e.getMessage(), null);
        }
    }

    private static String paired(String text) {
        int at = text.indexOf('\\');
        if (at < 0) {
            return text;
        }
        StringBuilder result = null;
        for (; at >= 0; at = text.indexOf('\\', at)) {
            char unit = unit(text, at);
            if (Character.isHighSurrogate(unit) && Character.isLowSurrogate(unit(text, at + ESCAPE))) {
                at += 2 * ESCAPE;
            } else if (Character.isSurrogate(unit)) {
                result = result == null ? new StringBuilder(text) : result;
                result.replace(at, at + ESCAPE, "\\ufffd");
                at += ESCAPE;
            } else {
                at += 2;
            }
        }
        return result == null ? text : result.toString();
    }

    /** What is escaped at a place by its number; 0 where nothing is. */
    private static char unit(String text, int at) {
        if (at + ESCAPE > text.length() || text.charAt(at) != '\\' || text.charAt(at + 1) != 'u') {
            return 0;
        }
        int value = 0;
        for (int i = at + 2; i < at + ESCAPE; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return 0;
            }
            value = 16 * value + digit;
        }
        return (char) value;
    }
}

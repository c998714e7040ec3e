package io.etlbed.cluster.etl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Texts in messages: base64, as real clients send them, or plain, as the documents' curl lines show (CODE-06). */
final class Base64Text {

    private Base64Text() {}

    /** What the base64 of UTF-8 text stands for; anything else is taken as it is. */
    static String read(String value) {
        // base64(1) breaks its lines.
        String compact = value.replaceAll("[\\r\\n]", "");
        return compact.isEmpty() ? value : decode(compact).orElse(value);
    }

    private static Optional<String> decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

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
        String compact = compact(value);
        return compact.isEmpty() ? value : decode(compact).orElse(value);
    }

    /** Whether it is the base64 of bytes that are not UTF-8 text. */
    static boolean isBinary(String value) {
        String compact = compact(value);
        return bytes(compact).isPresent() && decode(compact).isEmpty();
    }

    /** base64(1) breaks its lines. */
    private static String compact(String value) {
        return value.replaceAll("[\\r\\n]", "");
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> decode(String base64) {
        Optional<byte[]> bytes = bytes(base64);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.get()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

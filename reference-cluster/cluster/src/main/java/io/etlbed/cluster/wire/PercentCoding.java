package io.etlbed.cluster.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of URIs. Raw text is as it came off the wire: one char per byte. */
public final class PercentCoding {

    private static final String HEX = "0123456789ABCDEF";
    private static final boolean[] IN_PATH = legal("-._~!$&'()*+,;=:@/");
    private static final boolean[] IN_QUERY = legal("-._~!$&'()*+,;=:@/?");
    private static final boolean[] IN_SEGMENT = legal("-._~$&+=:@");
    private static final boolean[] UNRESERVED = legal("-._~");

    private PercentCoding() {}

    private static boolean[] legal(String punctuation) {
        boolean[] table = new boolean[128];
        for (char c = '0'; c <= 'z'; c++) {
            table[c] = Character.isLetterOrDigit(c);
        }
        for (int i = 0; i < punctuation.length(); i++) {
            table[punctuation.charAt(i)] = true;
        }
        return table;
    }

    /**
     * Decodes once. A plus stays a plus.
     *
     * @throws AisException 400 for a percent sign without two hex digits, or where the bytes are not UTF-8
     */
    public static String decode(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c >= 0x80) {
                return decodeSlowly(raw);
            }
        }
        return raw;
    }

    private static String decodeSlowly(String raw) {
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new AisException(
                            400,
                            "invalid URL escape at character " + i + " of \"" + raw
                                    + "\": expected % and two hex digits");
                }
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AisException(400, "\"" + raw + "\" is not UTF-8 after decoding", e);
        }
    }

    /** Decodes a name or value of a query, where a plus is a blank. */
    public static String decodeQuery(String raw) {
        return decode(raw.replace('+', ' '));
    }

    /** Encodes everything but letters, digits and {@code - . _ ~}. */
    public static String encode(String text) {
        return escape(bytes(text), UNRESERVED, false);
    }

    /** Encodes what may not stand in one segment of a path, as Go's {@code PathEscape} does. */
    public static String encodeSegment(String text) {
        return escape(bytes(text), IN_SEGMENT, false);
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Makes a raw path legal in a URI: escapes stay, and what may not stand in a path is escaped. */
    public static String legalPath(String raw) {
        return escape(raw, IN_PATH, true);
    }

    /** Makes a raw query legal in a URI: escapes stay, and what may not stand in a query is escaped. */
    public static String legalQuery(String raw) {
        return escape(raw, IN_QUERY, true);
    }

    private static String escape(String raw, boolean[] legal, boolean keepEscapes) {
        int i = 0;
        while (i < raw.length() && isLegal(raw.charAt(i), legal, keepEscapes)) {
            i++;
        }
        if (i == raw.length()) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length() + 16).append(raw, 0, i);
        for (; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (isLegal(c, legal, keepEscapes)) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    private static boolean isLegal(char c, boolean[] legal, boolean keepEscapes) {
        return (c < 128 && legal[c]) || (keepEscapes && c == '%');
    }
}

package io.etlbed.conformance.profile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of bytes as people write them. */
public final class Size {

    /** What is taken, in words. */
    public static final String EXPECTED = "a size such as 64MiB or 4GiB";

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6}) ?([KMG])iB");

    private Size() {}

    /** The bytes of a size above zero; empty where the text is none. */
    public static Optional<Long> parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches() || Integer.parseInt(match.group(1)) == 0) {
            return Optional.empty();
        }
        int shift = switch (match.group(2)) {
            case "K" -> 10;
            case "M" -> 20;
            default -> 30;
        };
        return Optional.of(Long.parseLong(match.group(1)) << shift);
    }

    /** So many bytes, a multiple of 1 KiB, as such a text. */
    public static String of(long bytes) {
        if (bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        return bytes % (1L << 20) == 0 ? (bytes >> 20) + "MiB" : (bytes >> 10) + "KiB";
    }
}

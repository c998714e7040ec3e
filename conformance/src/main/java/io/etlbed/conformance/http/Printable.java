package io.etlbed.conformance.http;

/** Turns what came over the wire into something that may be shown on a terminal. */
public final class Printable {

    private Printable() {}

    /** One line of at most {@code limit} characters; control characters are escaped, so that no terminal obeys them. */
    public static String oneLine(String text, int limit) {
        StringBuilder line = new StringBuilder();
        String trimmed = text.strip();
        for (int at = 0; at < trimmed.length() && line.length() < limit; at++) {
            char next = trimmed.charAt(at);
            if (next == '\n') {
                line.append("\\n");
            } else if (Character.isISOControl(next) || Character.getType(next) == Character.FORMAT) {
                line.append(String.format("\\u%04x", (int) next));
            } else {
                line.append(next);
            }
        }
        return line.length() >= limit ? line.substring(0, limit) + "…" : line.toString();
    }

    /** Lines stay lines; other control characters are escaped. At most {@code limit} characters of the text. */
    public static String lines(String text, int limit) {
        StringBuilder lines = new StringBuilder();
        int end = Math.min(limit, text.length());
        for (int at = 0; at < end; at++) {
            char next = text.charAt(at);
            if (next == '\n' || next == '\t') {
                lines.append(next);
            } else if (Character.isISOControl(next) || Character.getType(next) == Character.FORMAT) {
                lines.append(next == '\r' ? "" : String.format("\\u%04x", (int) next));
            } else {
                lines.append(next);
            }
        }
        return text.length() > end ? lines.append('…').toString() : lines.toString();
    }

    /** Whether every character may be shown as it is. */
    static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f && c != 0xfffd));
    }
}

package io.etlbed.cluster.etl.spec;

/** Makes text that users sent fit for a message: one line, short, nothing that a terminal would act on. */
final class Quoting {

    private static final int LONGEST = 60;

    private Quoting() {}

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        shorten(text).codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    /** At most 60 characters; what was cut off is marked. */
    static String shorten(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(point);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (Character.isISOControl(point)
                        || Character.getType(point) == Character.FORMAT
                        || Character.getType(point) == Character.SURROGATE) {
                    quoted.append(String.format("\\u%04x", point));
                } else {
                    quoted.appendCodePoint(point);
                }
            }
        }
    }
}

package io.etlbed.cluster.etl.spec;

/** Makes text that users sent fit for a message: one line, short, nothing that a terminal would act on. */
public final class Texts {

    private static final int LONGEST = 60;

    private Texts() {}

    /** In double quotes, with what a terminal would act on escaped. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        shorten(text).codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    /** At most 60 characters; what was cut off is marked. */
    public static String shorten(String text) {
        return cut(text, LONGEST);
    }

    /** At most so many characters; what was cut off is marked. */
    public static String cut(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
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

package io.etlbed.ci.lint;

/**
 * A part of a line, fit for a terminal.
 *
 * @param text without control characters, short enough for one line
 * @param caret where in it what is meant begins, from 0
 * @param length of what is meant, in characters of {@code text}
 */
public record Excerpt(String text, int caret, int length) {

    private static final int WIDTH = 100;
    private static final int BEFORE = 60;

    /**
     * @param line a whole line without its end, of any length
     * @param column where what is meant begins, from 0, in characters
     */
    static Excerpt of(String line, int column, int length) {
        int characters = line.codePointCount(0, line.length());
        int at = Math.min(column, characters);
        int from = at <= BEFORE || characters <= WIDTH ? 0 : at - BEFORE;
        int to = Math.min(characters, from + WIDTH);
        StringBuilder text = new StringBuilder(from > 0 ? "…" : "");
        int caret = text.length() + at - from;
        line.codePoints().skip(from).limit(to - from).forEach(point -> text.appendCodePoint(visible(point)));
        text.append(to < characters ? "…" : "");
        return new Excerpt(text.toString(), caret, Math.max(1, Math.min(length, to - at)));
    }

    /** The line below it that points at what is meant. */
    public String pointer() {
        return " ".repeat(caret) + "^" + "~".repeat(length - 1);
    }

    private static int visible(int point) {
        int type = Character.getType(point);
        boolean acts = Character.isISOControl(point)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
        return point == '\t' ? ' ' : acts ? '·' : point;
    }
}

package io.etlbed.ci.lint;

import java.util.Arrays;

/** Where the lines of a text are, counted as the YAML parser counts them: ended by LF, CR LF or CR. */
final class TextLines {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final int[] starts;

    TextLines(String text) {
        this.text = text;
        int[] found = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, count);
    }

    int count() {
        return starts.length;
    }

    /** Where a line begins; one past the last line ends the text. */
    int start(int line) {
        return line < starts.length ? starts[line] : text.length();
    }

    /** A line without its end, and without a byte order mark, which has no column. */
    String line(int line) {
        int from = start(line);
        int to = start(line + 1);
        while (to > from && (text.charAt(to - 1) == '\n' || text.charAt(to - 1) == '\r')) {
            to--;
        }
        return text.substring(from < to && text.charAt(from) == BYTE_ORDER_MARK ? from + 1 : from, to);
    }
}

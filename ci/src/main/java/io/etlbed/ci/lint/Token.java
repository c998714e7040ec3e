package io.etlbed.ci.lint;

/** How long what stands at a place of a line is, for an eye: a key, a value, or a bracket. */
final class Token {

    private Token() {}

    /**
     * @param column from 0, in characters; behind the end of the line there is nothing
     * @return at least 1
     */
    static int length(String line, int column) {
        int characters = line.codePointCount(0, line.length());
        if (column >= characters) {
            return 1;
        }
        int from = line.offsetByCodePoints(0, column);
        int to = end(line, from);
        return Math.max(1, line.codePointCount(from, to));
    }

    private static int end(String line, int from) {
        char first = line.charAt(from);
        if (first == '"' || first == '\'') {
            int close = closing(line, from, first);
            return close < 0 ? stripped(line, line.length()) : close + 1;
        }
        if ("[{|>-".indexOf(first) >= 0) {
            return from + 1;
        }
        boolean flow = line.lastIndexOf('{', from) >= 0 || line.lastIndexOf('[', from) >= 0;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean before = i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1));
            boolean comment = c == '#' && i > from && Character.isWhitespace(line.charAt(i - 1));
            if (comment || (c == ':' && before) || (flow && ",]}".indexOf(c) >= 0)) {
                return stripped(line, i);
            }
        }
        return stripped(line, line.length());
    }

    private static int closing(String line, int from, char quote) {
        for (int i = from + 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (line.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private static int stripped(String line, int to) {
        int end = to;
        while (end > 0 && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}

package io.etlbed.conformance.report;

import java.util.ArrayList;
import java.util.List;

/** Text in columns. */
final class Text {

    private Text() {}

    /** Without the marks of Markdown. */
    static String plain(String markdown) {
        return markdown.replace("`", "").replace("*", "");
    }

    /** Cut at a word, so that it fits; the cut is shown. */
    static String shortened(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int cut = text.lastIndexOf(' ', Math.max(1, width - 1));
        return text.substring(0, cut < width / 2 ? Math.max(1, width - 1) : cut) + "…";
    }

    /** Broken at blanks into lines that fit. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

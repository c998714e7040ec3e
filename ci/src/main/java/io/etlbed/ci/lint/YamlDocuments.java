package io.etlbed.ci.lint;

import java.util.ArrayList;
import java.util.List;

/**
 * The documents of a YAML text. A line that begins with three dashes, or three dots, and then nothing or a space is no part of any
 * value, whatever it stands in: so they are found without parsing, also in a text that cannot be parsed.
 */
final class YamlDocuments {

    /**
     * @param firstLine from 0
     * @param start where it begins in the whole text
     * @param text from the line after the document before it up to the next one, so with its own dashes and directives
     */
    record Document(int firstLine, int start, String text) {

        int end() {
            return start + text.length();
        }
    }

    private YamlDocuments() {}

    /** At least one; others that hold nothing are left out, as kubectl does. */
    static List<Document> split(String text) {
        TextLines lines = new TextLines(text);
        List<Document> documents = new ArrayList<>();
        int first = 0;
        boolean begun = false; // by dashes, or by something that is no directive
        boolean holds = false;
        for (int i = 0; i < lines.count(); i++) {
            String line = lines.line(i);
            boolean dashes = isMarker(line, "---");
            if (dashes && begun) {
                add(documents, text, lines, first, i, holds);
                first = i;
                holds = false;
            }
            String content = dashes ? line.substring(3).strip() : line.strip();
            boolean dots = isMarker(line, "...");
            boolean nothing = content.isEmpty() || content.startsWith("#") || dots || (!begun && line.startsWith("%"));
            begun = begun || dashes || !nothing;
            holds = holds || !nothing;
            if (dots) {
                add(documents, text, lines, first, i + 1, holds);
                first = i + 1;
                begun = false;
                holds = false;
            }
        }
        add(documents, text, lines, first, lines.count(), holds);
        return documents.isEmpty() ? List.of(new Document(0, 0, text)) : documents;
    }

    private static void add(List<Document> documents, String text, TextLines lines, int from, int to, boolean holds) {
        if (holds) {
            documents.add(new Document(from, lines.start(from), text.substring(lines.start(from), lines.start(to))));
        }
    }

    private static boolean isMarker(String line, String marker) {
        return line.startsWith(marker) && (line.length() == 3 || " \t".indexOf(line.charAt(3)) >= 0);
    }
}

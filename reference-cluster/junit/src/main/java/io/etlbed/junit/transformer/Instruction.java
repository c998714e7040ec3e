package io.etlbed.junit.transformer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One instruction of a Dockerfile.
 *
 * @param line where it begins, from 1
 * @param name in upper case
 * @param text what follows, continued lines joined
 */
record Instruction(int line, String name, String text) {

    /** All of a Dockerfile, in their order. */
    static List<Instruction> of(String dockerfile) throws IOException {
        List<Instruction> found = new ArrayList<>();
        List<String> lines = dockerfile.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            StringBuilder text = new StringBuilder(plain(lines.get(i)));
            while (text.length() > 0 && text.charAt(text.length() - 1) == '\\' && i + 1 < lines.size()) {
                i++;
                text.setLength(text.length() - 1);
                text.append(' ').append(plain(lines.get(i)));
            }
            String whole = text.toString().strip();
            if (whole.isEmpty()) {
                continue;
            }
            String[] parts = whole.split("\\s+", 2);
            if (parts.length < 2) {
                throw new IOException("line " + (first + 1) + ": " + whole + " is no instruction");
            }
            found.add(new Instruction(first + 1, parts[0].toUpperCase(Locale.ROOT), parts[1].strip()));
        }
        return found;
    }

    private static String plain(String line) {
        String stripped = line.strip();
        return stripped.startsWith("#") ? "" : stripped;
    }

    /** What cannot be done, with its place. */
    IOException refused(String why) {
        return new IOException("line " + line + ": " + name + " " + text + ": " + why);
    }
}

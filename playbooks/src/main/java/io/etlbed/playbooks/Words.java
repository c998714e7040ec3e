package io.etlbed.playbooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words of a simple command: quotes, and variables outside single ones, as a shell reads them. */
final class Words {

    /** What only a shell can do. */
    private static final String SHELL = "|&;<>()*[]`\\~#!\n";

    private final String command;
    private final Variables variables;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean within;

    private Words(String command, Variables variables) {
        this.command = command;
        this.variables = variables;
    }

    /** Empty if the command needs a shell. */
    static Optional<List<String>> of(String command, Variables variables) {
        return new Words(command.strip(), variables).split();
    }

    /** Words as a person would type them: in quotes where they need some. */
    static String typed(List<String> words) {
        return words.stream()
                .map(word -> word.matches("[A-Za-z0-9_./:@%+,=-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private Optional<List<String>> split() {
        int i = 0;
        while (i < command.length()) {
            char c = command.charAt(i);
            if (c == '\'' || c == '"') {
                int end = command.indexOf(c, i + 1);
                String quoted = end < 0 ? "" : command.substring(i + 1, end);
                if (end < 0 || (c == '"' && (quoted.indexOf('`') >= 0 || quoted.indexOf('\\') >= 0))) {
                    return Optional.empty();
                }
                append(c == '"' ? variables.expand(quoted) : quoted);
                i = end + 1;
            } else if (Character.isWhitespace(c)) {
                finish();
                i++;
            } else if (SHELL.indexOf(c) >= 0) {
                return Optional.empty();
            } else {
                int end = i;
                while (end < command.length() && plain(command.charAt(end))) {
                    end++;
                }
                append(variables.expand(command.substring(i, end)));
                i = end;
            }
        }
        finish();
        return Optional.of(words);
    }

    private static boolean plain(char c) {
        return c != '\'' && c != '"' && !Character.isWhitespace(c) && SHELL.indexOf(c) < 0;
    }

    private void append(String text) {
        word.append(text);
        within = true;
    }

    private void finish() {
        if (within) {
            words.add(word.toString());
        }
        word.setLength(0);
        within = false;
    }
}

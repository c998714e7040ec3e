package io.etlbed.conformance.run;

import java.util.regex.Pattern;

/** A line for a POSIX shell that grows by options. */
final class CommandLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private final StringBuilder line;

    CommandLine(String command) {
        this.line = new StringBuilder(command);
    }

    /** An option with its value, which is quoted where the shell would take it otherwise. */
    void option(String name, Object value) {
        String text = value.toString();
        line.append(' ')
                .append(name)
                .append(' ')
                .append(PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'");
    }

    /** An option as it stands, where it is given. */
    void flag(boolean given, String text) {
        line.append(given ? " " + text : "");
    }

    @Override
    public String toString() {
        return line.toString();
    }
}

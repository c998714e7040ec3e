package io.etlbed.conformance.report;

import java.io.Console;

/**
 * How text for people looks.
 *
 * @param colour whether ANSI colours may be used: only on terminals
 * @param width how many columns there are, at least 60
 */
public record Style(boolean colour, int width) {

    public Style {
        width = Math.max(60, width);
    }

    /** Without colours. */
    public static Style plain(int width) {
        return new Style(false, width);
    }

    /** With colours exactly if this process talks to a terminal that wants them. */
    public static Style ofTerminal() {
        String columns = System.getenv("COLUMNS");
        int width = columns != null && columns.matches("\\d{2,3}") ? Integer.parseInt(columns) : 120;
        boolean colour = isTerminal() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Style(colour, width);
    }

    /** Whether this process reads from and writes to a terminal. */
    // From JDK 22 on the null check alone does not tell; what does is asked for below.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    String green(String text) {
        return paint("32", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}

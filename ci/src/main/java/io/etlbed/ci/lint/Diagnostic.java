package io.etlbed.ci.lint;

import java.util.Optional;

/**
 * One thing said of a specification.
 *
 * @param file as it was named, or as it was found in a folder that was; {@code -} for standard input
 * @param line from 1
 * @param column from 1, in characters
 * @param length of what is meant, in characters of that line; at least 1
 * @param rule id of the catalogue, such as {@code SPEC-07}
 * @param path the field; empty for the text as a whole
 * @param found what is there
 * @param expected what would be right
 * @param hint what to do, where there is more to say
 * @param excerpt what to show of the line; empty where there is no text
 * @param fixable whether {@code --fix} mends it
 */
public record Diagnostic(
        String file,
        int line,
        int column,
        int length,
        Severity severity,
        String rule,
        String path,
        String found,
        String expected,
        Optional<String> hint,
        Optional<Excerpt> excerpt,
        boolean fixable) {

    /** What is wrong, in one line, without place and rule. */
    public String message() {
        return (path.isEmpty() ? "" : path + ": ")
                + "found " + found + ", expected " + expected
                + hint.map(advice -> "; " + advice).orElse("");
    }

    /** The column after what is meant. */
    public int endColumn() {
        return column + length;
    }
}

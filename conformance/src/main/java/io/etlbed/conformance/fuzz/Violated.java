package io.etlbed.conformance.fuzz;

/**
 * A rule that was broken, and where.
 *
 * @param rule id of the catalogue
 * @param path the field; empty for the whole
 * @param line from 1; 0 where it has none, as members of a message
 * @param column from 1; 0 where it has none
 */
public record Violated(String rule, String path, int line, int column) {

    @Override
    public String toString() {
        return rule + (path.isEmpty() ? "" : " " + path) + (line == 0 ? "" : " at " + line + ":" + column);
    }
}

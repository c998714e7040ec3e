package io.etlbed.cluster.etl.spec;

import java.util.Optional;

/**
 * One rule that a specification or a name breaks (SPEC-16).
 *
 * @param rule id of the requirement catalogue, such as {@code SPEC-07}
 * @param path the field, such as {@code spec.containers[0].ports[0].name}; empty for the text as a whole
 * @param position where in the YAML; empty for what stands in the message around it, such as the ETL_ID
 * @param found what is there, short enough for one line
 * @param expected what would be right
 * @param hint what to do about it, where there is more to say
 */
public record Violation(
        String rule, String path, Optional<Position> position, String found, String expected, Optional<String> hint) {

    /** One line: {@code SPEC-07 spec.containers[0].ports[0].name (line 12, column 15): found "http", expected "default"}. */
    public String text() {
        StringBuilder line = new StringBuilder(rule);
        if (!path.isEmpty()) {
            line.append(' ').append(path);
        }
        position.ifPresent(at -> line.append(" (").append(at).append(')'));
        line.append(": found ").append(found).append(", expected ").append(expected);
        hint.ifPresent(advice -> line.append("; ").append(advice));
        return line.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}

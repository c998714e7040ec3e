package io.etlbed.cluster.etl.spec;

import java.io.Serial;
import java.util.Optional;

/** Why a text cannot be read as the YAML of one document, and where. */
final class YamlProblem extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String found;
    private final String expected;

    YamlProblem(Position position, String found, String expected) {
        super(found + ", expected " + expected);
        this.line = position.line();
        this.column = position.column();
        this.found = found;
        this.expected = expected;
    }

    Violation violation() {
        return new Violation("SPEC-01", "", Optional.of(new Position(line, column)), found, expected, Optional.empty());
    }
}

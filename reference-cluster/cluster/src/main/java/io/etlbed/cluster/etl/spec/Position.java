package io.etlbed.cluster.etl.spec;

/**
 * A place in a text, as editors count: both from 1.
 *
 * @param column in characters, not bytes
 */
public record Position(int line, int column) implements Comparable<Position> {

    static final Position START = new Position(1, 1);

    @Override
    public int compareTo(Position other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}

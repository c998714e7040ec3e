package io.etlbed.cluster.etl.spec;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the parser's marks, which count from 0, into positions. */
final class Marks {

    private Marks() {}

    static Position position(Event event) {
        return event.getStartMark().map(Marks::position).orElse(Position.START);
    }

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** @param index in code points from the beginning of the text */
    static Position position(String text, int index) {
        int line = 1;
        int column = 1;
        int[] points = text.codePoints().limit(index).toArray();
        for (int point : points) {
            if (point == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Position(line, column);
    }
}

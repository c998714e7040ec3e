package io.etlbed.simulator.embedded.kinds;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One column of the table that {@code kubectl get} prints.
 *
 * @param name as the head shows it, in capitals
 * @param type {@code string} or {@code integer}
 * @param format {@code name} for the column that names the object; empty otherwise
 * @param wide whether it appears with {@code -o wide} alone
 * @param cell what the column shows of an object at a time: a String or a number
 */
public record Column<T>(String name, String type, String format, boolean wide, BiFunction<T, Instant, Object> cell) {

    static <T> Column<T> of(String name, Function<T, Object> cell) {
        return new Column<>(name, "string", "", false, (object, now) -> cell.apply(object));
    }

    static <T> Column<T> number(String name, Function<T, Object> cell) {
        return new Column<>(name, "integer", "", false, (object, now) -> cell.apply(object));
    }

    static <T> Column<T> timed(String name, BiFunction<T, Instant, Object> cell) {
        return new Column<>(name, "string", "", false, cell);
    }

    Column<T> onlyWide() {
        return new Column<>(name, type, format, true, cell);
    }

    Column<T> naming() {
        return new Column<>(name, type, "name", wide, cell);
    }
}

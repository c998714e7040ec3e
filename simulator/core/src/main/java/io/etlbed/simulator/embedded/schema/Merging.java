package io.etlbed.simulator.embedded.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How server-side apply merges a field.
 *
 * @param keys by which the items of a list are told apart; empty where they are not
 * @param set whether a list has no value twice, so that each value is an item of its own
 * @param atomic whether a map is one value
 * @param defaultValue what is meant where the field is a key and absent
 */
public record Merging(
        List<String> keys,
        boolean set,
        boolean atomic,
        @Nullable String defaultValue) {

    static final Merging USUAL = new Merging(List.of(), false, false, null);

    public Merging {
        keys = List.copyOf(keys);
    }

    /** @param flag the last word of a line of the table; empty for none */
    static Merging of(String flag) {
        String value = flag.substring(flag.indexOf('=') + 1);
        if (flag.startsWith("keys=")) {
            return new Merging(List.of(value.split(",", -1)), false, false, null);
        }
        if (flag.startsWith("default=")) {
            return new Merging(List.of(), false, false, value);
        }
        return switch (flag) {
            case "" -> USUAL;
            case "set" -> new Merging(List.of(), true, false, null);
            case "atomic" -> new Merging(List.of(), false, true, null);
            default -> throw new IllegalArgumentException("not a way to merge: " + flag);
        };
    }
}

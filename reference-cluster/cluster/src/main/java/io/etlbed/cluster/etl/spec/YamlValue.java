package io.etlbed.cluster.etl.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML document that remembers where it stands. */
sealed interface YamlValue {

    /** Where it begins. */
    Position at();

    /** How many values it is made of, itself included, with every alias counted as what it stands for. */
    int size();

    /** The value as a message shows it. */
    String describe();

    /** A mapping in the order written; the key's own position with each value. */
    record YamlMap(Position at, Map<String, Entry> entries, int size) implements YamlValue {

        @Override
        public String describe() {
            return entries.isEmpty() ? "an empty mapping" : "a mapping";
        }
    }

    /** @param key where the key stands */
    record Entry(Position key, YamlValue value) {}

    /** A sequence. */
    record YamlList(Position at, List<YamlValue> items, int size) implements YamlValue {

        @Override
        public String describe() {
            return items.isEmpty() ? "an empty list" : "a list of " + items.size();
        }
    }

    /**
     * A scalar.
     *
     * @param value a String, Boolean, Long, BigInteger, BigDecimal, or null
     * @param text as written
     */
    record YamlScalar(Position at, @Nullable Object value, String text) implements YamlValue {

        @Override
        public int size() {
            return 1;
        }

        @Override
        public String describe() {
            if (value == null) {
                return "nothing";
            }
            if (value instanceof String string) {
                return Texts.quote(string);
            }
            return Texts.shorten(text) + (value instanceof Boolean ? " (a boolean)" : " (a number)");
        }
    }
}

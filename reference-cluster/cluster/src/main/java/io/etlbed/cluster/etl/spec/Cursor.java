package io.etlbed.cluster.etl.spec;

import io.etlbed.cluster.etl.spec.YamlValue.Entry;
import io.etlbed.cluster.etl.spec.YamlValue.YamlList;
import io.etlbed.cluster.etl.spec.YamlValue.YamlMap;
import io.etlbed.cluster.etl.spec.YamlValue.YamlScalar;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of a document, there or not: what is missing has the position of what lacks it, so that every rule can say where.
 * A field whose value is null is not there, as for Kubernetes.
 *
 * @param path as messages name it
 * @param value empty where there is no such field, or no value
 * @param key where its name stands, or that of the nearest field around it
 * @param at where its value stands, or {@code key}
 * @param misspelt a field beside it whose name differs by case alone
 */
record Cursor(String path, Optional<YamlValue> value, Position key, Position at, Optional<String> misspelt) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    static Cursor root(YamlValue document) {
        return new Cursor("", present(document), document.at(), document.at(), Optional.empty());
    }

    boolean exists() {
        return value.isPresent();
    }

    Cursor field(String name) {
        String inner = path + step(name);
        if (value.isPresent() && value.get() instanceof YamlMap map) {
            Entry entry = map.entries().get(name);
            if (entry != null) {
                Position where = present(entry.value()).map(YamlValue::at).orElse(entry.key());
                return new Cursor(inner, present(entry.value()), entry.key(), where, Optional.empty());
            }
            Optional<String> other = map.entries().keySet().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst();
            return new Cursor(inner, Optional.empty(), key, key, other);
        }
        return new Cursor(inner, Optional.empty(), key, key, Optional.empty());
    }

    /** What is no name of a field is a key of the user's own, and may hold anything. */
    private String step(String name) {
        if (!PLAIN.matcher(name).matches()) {
            return "[" + Texts.quote(name) + "]";
        }
        return path.isEmpty() ? name : "." + name;
    }

    Cursor item(int index) {
        String inner = path + "[" + index + "]";
        List<YamlValue> items = items();
        if (index < items.size()) {
            YamlValue item = items.get(index);
            return new Cursor(inner, present(item), item.at(), item.at(), Optional.empty());
        }
        return new Cursor(inner, Optional.empty(), key, key, Optional.empty());
    }

    boolean isList() {
        return value.isPresent() && value.get() instanceof YamlList;
    }

    boolean isMap() {
        return value.isPresent() && value.get() instanceof YamlMap;
    }

    /** The items of a list; none for anything else. */
    List<YamlValue> items() {
        return value.isPresent() && value.get() instanceof YamlList list ? list.items() : List.of();
    }

    /** The fields of a mapping; none for anything else. */
    Map<String, Entry> entries() {
        return value.isPresent() && value.get() instanceof YamlMap map ? map.entries() : Map.of();
    }

    /** The value where it is a string; {@code 80} and {@code true} without quotes are none. */
    Optional<String> string() {
        return scalar() instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(scalar());
    }

    /** The value where it is a whole number; what a long cannot hold counts as the largest or smallest that it can. */
    OptionalLong integer() {
        Object scalar = scalar();
        if (scalar instanceof Long number) {
            return OptionalLong.of(number);
        }
        return scalar instanceof BigInteger big
                ? OptionalLong.of(big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE)
                : OptionalLong.empty();
    }

    private @Nullable Object scalar() {
        return value.isPresent() && value.get() instanceof YamlScalar scalar ? scalar.value() : null;
    }

    Violation violation(String rule, String expected) {
        return violation(rule, expected, Optional.empty());
    }

    Violation violation(String rule, String expected, Optional<String> hint) {
        Optional<String> spelling = misspelt.map(other -> "there is " + Texts.quote(other)
                + "; Kubernetes tells capitals from small letters: write \"" + path.substring(path.lastIndexOf('.') + 1)
                + "\"");
        String found = value.map(YamlValue::describe).orElse("nothing");
        return new Violation(rule, path, Optional.of(at), found, expected, hint.or(() -> spelling));
    }

    private static Optional<YamlValue> present(YamlValue value) {
        return value instanceof YamlScalar scalar && scalar.value() == null ? Optional.empty() : Optional.of(value);
    }
}

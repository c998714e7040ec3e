package io.etlbed.conformance.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a tree as YAML, and remembers where each field's name and value came to stand. */
final class YamlWriter {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9/._-]*(://|:[A-Za-z0-9._-]+)?");
    private static final Set<String> OTHER = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private final Style style;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Spot> names = new HashMap<>();
    private final Map<String, Spot> values = new HashMap<>();
    private int line = 1;
    private int column = 1;

    private YamlWriter(Style style) {
        this.style = style;
    }

    /**
     * A place, both from 1.
     *
     * @param column in characters
     */
    record Spot(int line, int column) {}

    /** @param names of the fields; items of lists have none */
    record Written(String text, Map<String, Spot> names, Map<String, Spot> values) {

        /** Where a report points at. */
        Spot spot(Flaw flaw) {
            return switch (flaw.place()) {
                case KEY -> names.get(flaw.reported());
                case VALUE -> values.get(flaw.reported());
                case AROUND -> around(flaw.reported());
            };
        }

        /** The name of the nearest field around, or the item of a list, that is there. */
        private Spot around(String path) {
            int cut = Math.max(path.lastIndexOf('.'), path.endsWith("]") ? path.lastIndexOf('[') : -1);
            if (cut < 0) {
                return values.get("");
            }
            String outer = path.substring(0, cut);
            Spot spot = outer.endsWith("]") ? values.get(outer) : names.get(outer);
            return spot != null ? spot : around(outer);
        }
    }

    static Written write(Object tree, Style style) {
        YamlWriter writer = new YamlWriter(style);
        if (style.dashed()) {
            writer.put("---");
            writer.end();
        }
        writer.comment(0);
        if (style.flowFrom() == 0) {
            writer.flow(tree, "");
            writer.end();
        } else {
            writer.values.put("", writer.spot());
            writer.map((Map<?, ?>) tree, 0, "", 1, true);
        }
        return new Written(writer.text.toString(), writer.names, writer.values);
    }

    /** @param begun whether the first name goes to where the writer is */
    private void map(Map<?, ?> map, int margin, String path, int depth, boolean begun) {
        boolean first = begun;
        for (var entry : map.entrySet()) {
            if (!first) {
                comment(margin);
                put(" ".repeat(margin));
            }
            first = false;
            String inner = below(path, entry.getKey());
            name(entry.getKey().toString(), inner);
            value(entry.getValue(), margin, inner, depth);
        }
    }

    private void value(@Nullable Object value, int margin, String path, int depth) {
        boolean block = depth < style.flowFrom();
        if (block && value instanceof Map<?, ?> map && !map.isEmpty()) {
            end();
            comment(margin + style.indent());
            put(" ".repeat(margin + style.indent()));
            values.put(path, spot());
            map(map, margin + style.indent(), path, depth + 1, true);
        } else if (block && value instanceof List<?> list && !list.isEmpty()) {
            end();
            list(list, margin + (style.dashes() ? style.indent() : 0), path, depth + 1);
        } else {
            put(" ");
            flow(value, path);
            end();
        }
    }

    private void list(List<?> list, int margin, String path, int depth) {
        for (int i = 0; i < list.size(); i++) {
            comment(margin);
            put(" ".repeat(margin));
            values.putIfAbsent(path, spot());
            put("- ");
            String inner = path + "[" + i + "]";
            if (depth < style.flowFrom() && list.get(i) instanceof Map<?, ?> map && !map.isEmpty()) {
                values.put(inner, spot());
                map(map, margin + 2, inner, depth + 1, true);
            } else {
                flow(list.get(i), inner);
                end();
            }
        }
    }

    private void flow(@Nullable Object value, String path) {
        values.put(path, spot());
        if (value instanceof Map<?, ?> map) {
            put("{");
            String between = "";
            for (var entry : map.entrySet()) {
                put(between);
                between = ", ";
                String inner = below(path, entry.getKey());
                name(entry.getKey().toString(), inner);
                put(" ");
                flow(entry.getValue(), inner);
            }
            put("}");
        } else if (value instanceof List<?> list) {
            put("[");
            for (int i = 0; i < list.size(); i++) {
                put(i == 0 ? "" : ", ");
                flow(list.get(i), path + "[" + i + "]");
            }
            put("]");
        } else {
            put(value instanceof String string ? string(string) : String.valueOf(value));
        }
    }

    private void name(String name, String path) {
        names.put(path, spot());
        put(string(name));
        put(":");
    }

    private static String below(String path, Object name) {
        return path.isEmpty() ? name.toString() : path + "." + name;
    }

    private String string(String value) {
        boolean printable = value.codePoints().noneMatch(point -> point < ' ' || (point > 0x7e && point < 0xa0));
        if (style.quotes() == Style.Quotes.NONE
                && PLAIN.matcher(value).matches()
                && !OTHER.contains(value.toLowerCase(Locale.ROOT))) {
            return value;
        }
        if (style.quotes() != Style.Quotes.DOUBLE && printable) {
            return "'" + value.replace("'", "''") + "'";
        }
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (point < ' ' || (point > 0x7e && point < 0xa0)) {
                quoted.append(String.format("\\x%02x", point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }

    private void comment(int margin) {
        if (style.comments()) {
            put(" ".repeat(margin) + "# a comment: with 'signs' { and \"quotes\"");
            end();
            if (line % 3 == 0) {
                end();
            }
        }
    }

    private Spot spot() {
        return new Spot(line, column);
    }

    private void put(String piece) {
        text.append(piece);
        column += piece.codePointCount(0, piece.length());
    }

    private void end() {
        text.append(style.carriageReturns() ? "\r\n" : "\n");
        line++;
        column = 1;
    }
}

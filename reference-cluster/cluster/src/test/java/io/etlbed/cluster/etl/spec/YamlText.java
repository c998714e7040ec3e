package io.etlbed.cluster.etl.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a tree as YAML in block style and remembers the line of every field. */
final class YamlText {

    /** Ways of writing that mean the same. */
    record Style(int indent, boolean singleQuotes, boolean comments, boolean documentStart, boolean carriageReturns) {

        static final Style PLAIN = new Style(2, false, false, false, false);
    }

    private final Style style;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Integer> keyLines = new HashMap<>();
    private final Map<String, Integer> valueLines = new HashMap<>();
    private int line = 1;

    private YamlText(Style style) {
        this.style = style;
    }

    static YamlText write(Map<String, Object> tree, Style style) {
        YamlText yaml = new YamlText(style);
        if (style.documentStart) {
            yaml.end("---");
        }
        yaml.keyLines.put("", yaml.line + (style.comments ? 1 : 0));
        yaml.map(tree, 0, "", false);
        return yaml;
    }

    String text() {
        return text.toString();
    }

    /** The line of the field's name, or of the dash of a list's item. */
    int keyLine(String path) {
        return keyLines.get(path);
    }

    /** The line on which the field's value begins. */
    int valueLine(String path) {
        return valueLines.get(path);
    }

    private void map(Map<?, ?> map, int depth, String path, boolean afterDash) {
        boolean first = afterDash;
        for (var entry : map.entrySet()) {
            if (!first) {
                comment(depth);
                text.append(" ".repeat(depth));
            }
            first = false;
            String inner = path.isEmpty() ? entry.getKey().toString() : path + "." + entry.getKey();
            keyLines.put(inner, line);
            text.append(key(entry.getKey().toString())).append(':');
            value(entry.getValue(), depth, inner);
        }
    }

    private void value(Object value, int depth, String path) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            end("");
            valueLines.put(path, line + (style.comments ? 1 : 0));
            map(map, depth + style.indent, path, false);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            end("");
            valueLines.put(path, line + (style.comments ? 1 : 0));
            list(list, depth + style.indent, path);
        } else {
            valueLines.put(path, line);
            end(" " + scalar(value));
        }
    }

    private void list(List<?> list, int depth, String path) {
        for (int i = 0; i < list.size(); i++) {
            comment(depth);
            String inner = path + "[" + i + "]";
            keyLines.put(inner, line);
            valueLines.put(inner, line);
            text.append(" ".repeat(depth)).append("- ");
            if (list.get(i) instanceof Map<?, ?> map && !map.isEmpty()) {
                map(map, depth + 2, inner, true);
            } else {
                end(scalar(list.get(i)));
            }
        }
    }

    private void comment(int depth) {
        if (style.comments) {
            end(" ".repeat(depth) + "# a comment: with 'signs' {");
        }
    }

    private void end(String rest) {
        text.append(rest).append(style.carriageReturns ? "\r\n" : "\n");
        line++;
    }

    private String key(String key) {
        return style.singleQuotes ? quote(key) : key;
    }

    private String scalar(Object value) {
        if (value instanceof String string) {
            return quote(string);
        }
        return value instanceof Map ? "{}" : value instanceof List ? "[]" : String.valueOf(value);
    }

    private String quote(String string) {
        if (style.singleQuotes) {
            return "'" + string.replace("'", "''") + "'";
        }
        return "\"" + string.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

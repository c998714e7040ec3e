package io.etlbed.simulator.embedded.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of a value by the steps that lead to them, in their order. */
final class Parts {

    private Parts() {}

    /** One part, and how it is taken apart in its turn. */
    record Part(JsonNode value, Shape shape) {}

    /** Of items that cannot be told apart the first one counts: so it is with objects that are stored. */
    static Map<String, Part> of(JsonNode value, Shape shape) {
        try {
            return of(value, shape, "", false);
        } catch (SchemaException e) {
            // An object that is stored need not fit: then it is one value.
            return Map.of();
        }
    }

    /** @throws SchemaException if the types do not have a part, or two parts are the same */
    static Map<String, Part> strictly(JsonNode value, Shape shape, String path) throws SchemaException {
        return of(value, shape, path, true);
    }

    private static Map<String, Part> of(JsonNode value, Shape shape, String path, boolean strict)
            throws SchemaException {
        Map<String, Part> parts = new LinkedHashMap<>();
        if (shape instanceof Shape.Items items && value.isArray()) {
            Shape each = Shape.ofEach(items.field());
            for (int i = 0; i < value.size(); i++) {
                String step = Steps.item(items.field(), value.get(i), i, path);
                if (parts.putIfAbsent(step, new Part(value.get(i), each)) != null && strict) {
                    throw new SchemaException(path + ": duplicate entries for key " + Steps.shown(step));
                }
            }
        } else if (shape instanceof Shape.Entries entries && value.isObject()) {
            Shape each = Shape.ofEach(entries.field());
            value.properties()
                    .forEach(entry -> parts.put(FieldSet.field(entry.getKey()), new Part(entry.getValue(), each)));
        } else if (shape instanceof Shape.Struct struct && value.isObject()) {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                String name = entry.getKey();
                if (strict && struct.type().field(name).isEmpty()) {
                    throw new SchemaException(path + "." + name + ": field not declared in schema");
                }
                parts.put(FieldSet.field(name), new Part(entry.getValue(), Shape.ofField(struct.type(), name)));
            }
        } else if (strict && !(shape instanceof Shape.Leaf) && !value.isNull()) {
            String expected = shape instanceof Shape.Items ? "list" : "map";
            throw new SchemaException(path + ": expected " + expected + ", got " + value);
        }
        return parts;
    }
}

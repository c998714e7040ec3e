package io.etlbed.simulator.embedded.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.apply.Parts.Part;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is done with trees whose types are known: which fields they have, merged, and without some. */
final class Typed {

    private Typed() {}

    /**
     * The fields that a configuration names.
     *
     * @throws SchemaException if it does not fit its type
     */
    static FieldSet fields(JsonNode value, Shape shape, String path) throws SchemaException {
        if (shape instanceof Shape.Leaf) {
            return FieldSet.leaf();
        }
        Map<String, FieldSet> children = new TreeMap<>();
        for (Map.Entry<String, Part> each : Parts.strictly(value, shape, path).entrySet()) {
            Part part = each.getValue();
            FieldSet below = fields(part.value(), part.shape(), path + Steps.shown(each.getKey()));
            boolean itself = shape instanceof Shape.Items
                    || part.value().isNull()
                    || (part.value().isObject() && part.value().isEmpty());
            children.put(each.getKey(), itself ? below.union(FieldSet.leaf()) : below);
        }
        return FieldSet.of(false, children);
    }

    /** The fields of an object that is stored, which fits its type as far as anybody knows. */
    static FieldSet fields(JsonNode value, Shape shape) {
        if (shape instanceof Shape.Leaf) {
            return FieldSet.leaf();
        }
        Map<String, FieldSet> children = new TreeMap<>();
        Parts.of(value, shape).forEach((step, part) -> {
            FieldSet below = fields(part.value(), part.shape());
            boolean itself = shape instanceof Shape.Items
                    || (part.value().isContainerNode() && part.value().isEmpty());
            children.put(step, itself ? below.union(FieldSet.leaf()) : below);
        });
        return FieldSet.of(false, children);
    }

    /** An object with what a configuration says put over it. Neither is changed. */
    static JsonNode merge(JsonNode live, JsonNode applied, Shape shape) {
        if (shape instanceof Shape.Leaf || live.isMissingNode() || live.isNull() || applied.isNull()) {
            return applied.deepCopy();
        }
        Map<String, Part> had = Parts.of(live, shape);
        Map<String, Part> says = Parts.of(applied, shape);
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        Deque<String> order = new ArrayDeque<>(had.keySet());
        says.forEach((step, part) -> {
            // What only the object has stays before the next thing that both have.
            while (!order.isEmpty() && (merged.containsKey(order.peek()) || !says.containsKey(order.peek()))) {
                String kept = order.remove();
                merged.computeIfAbsent(kept, only -> had.get(only).value().deepCopy());
            }
            Part before = had.get(step);
            merged.put(
                    step, before == null ? part.value().deepCopy() : merge(before.value(), part.value(), part.shape()));
        });
        had.forEach((step, part) ->
                merged.computeIfAbsent(step, only -> part.value().deepCopy()));
        return assembled(live, merged);
    }

    /** An object without some of its fields, and without what they leave empty. */
    static JsonNode without(JsonNode value, FieldSet removed, Shape shape) {
        if (shape instanceof Shape.Leaf || removed.isEmpty()) {
            return value;
        }
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        Parts.of(value, shape).forEach((step, part) -> {
            FieldSet below = removed.below(step);
            if (!below.isMember()) {
                JsonNode left = without(part.value(), below, part.shape());
                boolean emptied = left.isContainerNode()
                        && left.isEmpty()
                        && !part.value().isEmpty()
                        && !(shape instanceof Shape.Items);
                if (!emptied) {
                    kept.put(step, left);
                }
            }
        });
        return assembled(value, kept);
    }

    /** @param like tells whether it is an array or an object */
    private static JsonNode assembled(JsonNode like, Map<String, JsonNode> parts) {
        if (like instanceof ArrayNode array) {
            return array.arrayNode().addAll(parts.values());
        }
        ObjectNode object = ((ObjectNode) like).objectNode();
        parts.forEach((step, value) -> object.set(step.substring(2), value));
        return object;
    }

    /** The same set, in which fields of messages are there themselves if anything below them is. */
    static FieldSet withNamedFields(FieldSet set, Shape shape) {
        Map<String, FieldSet> children = new TreeMap<>();
        set.children().forEach((step, child) -> {
            Shape below = Shape.LEAF;
            boolean named = false;
            if (shape instanceof Shape.Struct struct && step.startsWith("f:")) {
                named = struct.type().field(step.substring(2)).isPresent();
                below = Shape.ofField(struct.type(), step.substring(2));
            } else if (shape instanceof Shape.Entries entries) {
                below = Shape.ofEach(entries.field());
            } else if (shape instanceof Shape.Items items) {
                below = Shape.ofEach(items.field());
            }
            FieldSet complete = withNamedFields(child, below);
            children.put(step, named ? complete.union(FieldSet.leaf()) : complete);
        });
        return FieldSet.of(set.isMember(), children);
    }
}

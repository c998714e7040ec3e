package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The merge patch of Kubernetes, which knows lists: objects in a list are found by their merge key, and directives say
 * what a plain merge cannot ({@code $patch}, {@code $setElementOrder}, {@code $deleteFromPrimitiveList},
 * {@code $retainKeys}).
 */
final class StrategicMergePatch {

    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";

    private StrategicMergePatch() {}

    static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        if (patch.path(DIRECTIVE).asText().equals("replace")) {
            ObjectNode replacement = patch.deepCopy();
            replacement.remove(DIRECTIVE);
            return replacement;
        }
        if (patch.path(DIRECTIVE).asText().equals("delete")) {
            return JsonNodeFactory.instance.objectNode();
        }
        retain(target, patch.path(RETAIN));
        patch.properties().forEach(change -> {
            String name = change.getKey();
            if (name.startsWith(DELETE_VALUES)) {
                deleteValues(target, name.substring(DELETE_VALUES.length()), change.getValue());
            } else if (!name.startsWith("$")) {
                set(target, name, change.getValue());
            }
        });
        patch.properties().forEach(change -> {
            if (change.getKey().startsWith(ORDER)) {
                order(target, change.getKey().substring(ORDER.length()), change.getValue());
            }
        });
        return target;
    }

    private static void set(ObjectNode target, String name, JsonNode value) {
        if (value.isNull()) {
            target.remove(name);
        } else if (value instanceof ObjectNode changes) {
            ObjectNode existing =
                    target.get(name) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
            boolean deleted = changes.path(DIRECTIVE).asText().equals("delete");
            if (deleted) {
                target.remove(name);
            } else {
                target.set(name, apply(existing, changes));
            }
        } else if (value instanceof ArrayNode changes) {
            target.set(name, list(name, target.path(name), changes));
        } else {
            target.set(name, value);
        }
    }

    private static ArrayNode list(String name, JsonNode existing, ArrayNode changes) {
        boolean replaces = false;
        for (JsonNode change : changes) {
            replaces |= change.path(DIRECTIVE).asText().equals("replace");
        }
        Optional<String> key = MergeKeys.of(name, existing, changes);
        if (!replaces && MergeKeys.isSet(name)) {
            return union(existing, changes);
        }
        if (!replaces && key.isPresent() && existing instanceof ArrayNode present) {
            return merge(present, changes, name, key.get());
        }
        return withoutDirectives(changes);
    }

    private static ArrayNode merge(ArrayNode existing, ArrayNode changes, String name, String key) {
        List<JsonNode> result = new ArrayList<>();
        existing.forEach(result::add);
        for (JsonNode change : changes) {
            if (!(change instanceof ObjectNode object) || !object.has(key)) {
                throw ApiStatusException.badRequest(
                        "map: an element of " + name + " does not contain declared merge key: " + key);
            }
            int at = find(result, key, object.get(key).asText());
            boolean deletes = object.path(DIRECTIVE).asText().equals("delete");
            if (deletes && at >= 0) {
                result.remove(at);
            } else if (!deletes && at >= 0 && result.get(at) instanceof ObjectNode found) {
                result.set(at, apply(found, object));
            } else if (!deletes) {
                result.add(apply(JsonNodeFactory.instance.objectNode(), object));
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(result);
    }

    private static ArrayNode union(JsonNode existing, ArrayNode changes) {
        Set<JsonNode> values = new LinkedHashSet<>();
        existing.forEach(values::add);
        changes.forEach(values::add);
        return JsonNodeFactory.instance.arrayNode().addAll(values);
    }

    private static ArrayNode withoutDirectives(ArrayNode changes) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (JsonNode change : changes) {
            if (!(change instanceof ObjectNode object)) {
                result.add(change);
            } else if (!object.has(DIRECTIVE)) {
                result.add(apply(JsonNodeFactory.instance.objectNode(), object));
            }
        }
        return result;
    }

    private static void retain(ObjectNode target, JsonNode keys) {
        if (keys.isArray()) {
            Set<String> kept = new HashSet<>();
            keys.forEach(key -> kept.add(key.asText()));
            target.retain(kept);
        }
    }

    private static void deleteValues(ObjectNode target, String name, JsonNode values) {
        Set<JsonNode> gone = new HashSet<>();
        values.forEach(gone::add);
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        target.path(name).forEach(each -> {
            if (!gone.contains(each)) {
                left.add(each);
            }
        });
        target.set(name, left);
    }

    /** Puts what the order names into that order, in the places that those have; the others keep theirs. */
    private static void order(ObjectNode target, String name, JsonNode order) {
        if (!(target.get(name) instanceof ArrayNode list)) {
            return;
        }
        String key = MergeKeys.of(name, list, order).orElse("");
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        List<JsonNode> ordered = new ArrayList<>();
        for (JsonNode each : order) {
            int at = each.isObject() ? find(items, key, each.path(key).asText()) : items.indexOf(each);
            if (at >= 0 && !ordered.contains(items.get(at))) {
                ordered.add(items.get(at));
            }
        }
        var next = ordered.iterator();
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> result.add(ordered.contains(item) ? next.next() : item));
        target.set(name, result);
    }

    private static int find(List<JsonNode> items, String key, String value) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).has(key) && items.get(i).get(key).asText().equals(value)) {
                return i;
            }
        }
        return -1;
    }
}

package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * RFC 6902. What copies add up to is limited as in Kubernetes, since copies of copies could fill the memory with little
 * text.
 */
final class JsonPatches {

    private static final int MOST_OPERATIONS = 10_000;

    private JsonNode document;
    private long copied;

    private JsonPatches(JsonNode document) {
        this.document = document;
    }

    /**
     * The patched document, which may share nothing with the patch.
     *
     * @param target may be changed by it
     * @throws ApiStatusException 400 if it is no patch, 413 if it is too large, 422 if it cannot be applied
     */
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiStatusException.badRequest("a JSON patch is an array of operations");
        }
        if (patch.size() > MOST_OPERATIONS) {
            throw Errors.tooLarge(
                    "The allowed maximum operations in a JSON patch is " + MOST_OPERATIONS + ", got " + patch.size());
        }
        JsonPatches patches = new JsonPatches(target);
        for (JsonNode operation : patch) {
            patches.apply(operation);
        }
        return patches.document;
    }

    private void apply(JsonNode operation) {
        JsonPath path = path(operation, "path");
        String name = operation.path("op").asText();
        switch (name) {
            case "add" -> add(path, value(operation));
            case "remove" -> remove(path);
            case "replace" -> {
                JsonNode value = value(operation);
                require(path);
                set(path, value);
            }
            case "move" -> move(path(operation, "from"), path);
            case "copy" -> {
                JsonNode value = require(path(operation, "from")).deepCopy();
                count(value);
                add(path, value);
            }
            case "test" -> {
                if (!same(require(path), operation.path("value"))) {
                    throw Errors.patchRejected("testing path " + path + " value failed: test failed");
                }
            }
            default -> throw Errors.patchRejected("Unexpected kind: " + name);
        }
    }

    private static JsonPath path(JsonNode operation, String field) {
        JsonNode path = operation.path(field);
        if (!path.isTextual()) {
            throw Errors.patchRejected("an operation has no \"" + field + "\" that is a text");
        }
        return JsonPath.parse(path.asText());
    }

    private static JsonNode value(JsonNode operation) {
        JsonNode value = operation.get("value");
        if (value == null) {
            throw Errors.patchRejected("an operation has no \"value\"");
        }
        return value.deepCopy();
    }

    private void count(JsonNode value) {
        copied += Json.write(value).length;
        if (copied > Bodies.LARGEST) {
            throw Errors.tooLarge("Unable to complete the copy, the accumulated size increase of copy is " + copied
                    + ", exceeding the limit " + Bodies.LARGEST);
        }
    }

    private void move(JsonPath from, JsonPath to) {
        if (from.leadsAbove(to)) {
            throw Errors.patchRejected("what is at " + from + " cannot be moved into itself");
        }
        JsonNode value = require(from);
        remove(from);
        add(to, value);
    }

    private JsonNode require(JsonPath path) {
        JsonNode at = document;
        for (String step : path.steps()) {
            at = at instanceof ArrayNode array ? array.path(index(array, step, path, array.size() - 1)) : at.path(step);
        }
        if (at.isMissingNode()) {
            throw missing(path);
        }
        return at;
    }

    private void add(JsonPath path, JsonNode value) {
        if (path.isRoot()) {
            document = value;
        } else if (require(path.parent()) instanceof ArrayNode array) {
            int index = path.last().equals("-") ? array.size() : index(array, path.last(), path, array.size());
            array.insert(index, value);
        } else {
            set(path, value);
        }
    }

    private void set(JsonPath path, JsonNode value) {
        if (path.isRoot()) {
            document = value;
            return;
        }
        JsonNode parent = require(path.parent());
        if (parent instanceof ArrayNode array) {
            array.set(index(array, path.last(), path, array.size() - 1), value);
        } else if (parent instanceof ObjectNode object) {
            object.set(path.last(), value);
        } else {
            throw missing(path);
        }
    }

    private void remove(JsonPath path) {
        require(path);
        if (path.isRoot()) {
            throw Errors.patchRejected("the whole document cannot be removed");
        }
        if (require(path.parent()) instanceof ArrayNode array) {
            array.remove(index(array, path.last(), path, array.size() - 1));
        } else {
            ((ObjectNode) require(path.parent())).remove(path.last());
        }
    }

    /** @param last the largest that there may be */
    private static int index(ArrayNode array, String step, JsonPath path, int last) {
        boolean number = step.matches("0|[1-9][0-9]{0,8}");
        if (!number || Integer.parseInt(step) > last) {
            throw Errors.patchRejected("Unable to access invalid index: " + step + " at " + path + ", where "
                    + array.size() + " items are");
        }
        return Integer.parseInt(step);
    }

    /** Numbers are the same by their value, however they are written. */
    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.equals(other) || one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one instanceof ArrayNode && other instanceof ArrayNode && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                if (!same(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof ObjectNode && other instanceof ObjectNode && one.size() == other.size()) {
            return one.properties().stream()
                    .allMatch(each -> other.has(each.getKey()) && same(each.getValue(), other.get(each.getKey())));
        }
        return one.equals(other);
    }

    private static ApiStatusException missing(JsonPath path) {
        return Errors.patchRejected("there is nothing at " + path + ": doc is missing path");
    }

    /**
     * A JSON pointer, RFC 6901.
     *
     * @param steps without escapes
     */
    private record JsonPath(String text, List<String> steps) {

        private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

        static JsonPath parse(String text) {
            if (!text.isEmpty() && text.charAt(0) != '/') {
                throw Errors.patchRejected("the path \"" + text + "\" does not begin with a slash");
            }
            if (BAD_ESCAPE.matcher(text).find()) {
                throw Errors.patchRejected("the path \"" + text + "\" has a tilde that escapes nothing");
            }
            List<String> parts = List.of(text.split("/", -1));
            return new JsonPath(
                    text,
                    parts.subList(1, Math.max(1, parts.size())).stream()
                            .map(each -> each.replace("~1", "/").replace("~0", "~"))
                            .toList());
        }

        boolean isRoot() {
            return steps.isEmpty();
        }

        String last() {
            return steps.get(steps.size() - 1);
        }

        JsonPath parent() {
            return new JsonPath(text.substring(0, text.lastIndexOf('/')), steps.subList(0, steps.size() - 1));
        }

        boolean leadsAbove(JsonPath other) {
            return other.steps.size() > steps.size()
                    && other.steps.subList(0, steps.size()).equals(steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

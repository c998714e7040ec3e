package io.etlbed.junit.assertj;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.junit.EtlResult;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a result that is JSON. Places in it are JSON Pointers, such as {@code /labels/0/name}; the empty one is all of it. */
public final class JsonAssert extends AbstractAssert<JsonAssert, String> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int SHOWN = 400;

    private final JsonNode root;

    private JsonAssert(String text, JsonNode root) {
        super(text, JsonAssert.class);
        this.root = root;
    }

    static JsonAssert of(EtlResult result, String description) {
        String text = result.text();
        try {
            JsonNode root = JSON.readTree(text);
            if (root.isMissingNode()) {
                throw new Fault(description).of("Expecting JSON, but there are no bytes");
            }
            return new JsonAssert(text, root).as(description);
        } catch (JsonProcessingException e) {
            throw new Fault(description)
                    .of(
                            "Expecting JSON, but at line %d, column %d: %s; it is %s",
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr(),
                            e.getOriginalMessage(),
                            Shown.content(result));
        }
    }

    /** It is the same JSON, whatever its spaces and the order of members. */
    public JsonAssert isEqualTo(String json) {
        JsonNode expected = parsed(json);
        if (!same(root, expected)) {
            throw failure("Expecting the JSON%n  %s%nbut it is%n  %s", shown(expected), shown(root));
        }
        return this;
    }

    /** There is something at this place. */
    public JsonAssert has(String pointer) {
        at(pointer);
        return this;
    }

    /** There is nothing at this place. */
    public JsonAssert hasNot(String pointer) {
        JsonNode found = root.at(pointer);
        if (!found.isMissingNode()) {
            throw failure("Expecting nothing at %s, but there is%n  %s", pointer, shown(found));
        }
        return this;
    }

    /**
     * The value at this place.
     *
     * @param expected a text, number, boolean or null; a number is the same whether it is written 1 or 1.0
     */
    public JsonAssert hasValue(String pointer, @Nullable Object expected) {
        JsonNode wanted = JSON.valueToTree(expected);
        JsonNode found = at(pointer);
        if (!same(found, wanted)) {
            throw failure("Expecting at %s%n  %s%nbut there is%n  %s", pointer, shown(wanted), shown(found));
        }
        return this;
    }

    /** The array or object at this place has so many elements or members. */
    public JsonAssert hasSize(String pointer, int expected) {
        JsonNode found = at(pointer);
        if (!found.isContainerNode() || found.size() != expected) {
            throw failure("Expecting %d elements at %s, but there %s", expected, pointer, counted(found));
        }
        return this;
    }

    private static String counted(JsonNode found) {
        return found.isContainerNode()
                ? "are " + found.size() + ": " + shown(found)
                : "is " + shown(found) + ", neither an array nor an object";
    }

    private JsonNode at(String pointer) {
        JsonNode found;
        try {
            found = root.at(pointer);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a JSON Pointer is empty or begins with /, such as /labels/0/name, not like \"" + pointer + "\"",
                    e);
        }
        if (found.isMissingNode()) {
            String near = pointer;
            JsonNode above;
            do {
                near = near.substring(0, near.lastIndexOf('/'));
                above = root.at(near);
            } while (above.isMissingNode());
            throw failure(
                    "Expecting something at %s, but %s has %s",
                    pointer, near.isEmpty() ? "the whole" : near, members(above));
        }
        return found;
    }

    private static String members(JsonNode node) {
        if (node.isObject()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            return names.isEmpty() ? "no members" : "the members " + String.join(", ", names);
        }
        return node.isArray() ? node.size() + " elements" : "the value " + shown(node);
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(JsonAssert::compared, other);
    }

    /** Zero for those numbers that are the same, however they are written. */
    private static int compared(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what is expected is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    }
}

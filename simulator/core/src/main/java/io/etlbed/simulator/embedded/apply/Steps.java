package io.etlbed.simulator.embedded.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.schema.Field;
import io.etlbed.simulator.embedded.schema.Merging;
import io.etlbed.simulator.embedded.schema.MessageType;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The steps of paths, by which the items of lists are told apart. */
final class Steps {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Steps() {}

    /**
     * The step that leads to an item of a list.
     *
     * @throws SchemaException if the item lacks a key
     */
    static String item(Field list, JsonNode item, int index, String path) throws SchemaException {
        if (list.merging().set()) {
            return "v:" + item;
        }
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        for (String key : new TreeSet<>(list.merging().keys())) {
            JsonNode value = item.path(key);
            if (value.isMissingNode() || value.isNull()) {
                value = JsonNodeFactory.instance.textNode(standard(list, key, index, path));
            }
            keys.set(key, value);
        }
        return "k:" + keys;
    }

    private static String standard(Field list, String key, int index, String path) throws SchemaException {
        String standard = list.message()
                .flatMap((MessageType message) -> message.field(key))
                .map(Field::merging)
                .map(Merging::defaultValue)
                .orElse("");
        if (standard.isEmpty()) {
            throw new SchemaException(path + ": element " + index
                    + ": associative list with keys has an element that omits key field \"" + key
                    + "\" (and doesn't have default value)");
        }
        return standard;
    }

    /** As messages show a step. */
    static String shown(String step) {
        String text = step.length() > 2 ? step.substring(2) : "";
        return switch (step.isEmpty() ? ' ' : step.charAt(0)) {
            case 'f' -> "." + text;
            case 'v' -> "[=" + text + "]";
            case 'k' -> "[" + keys(text) + "]";
            default -> "[" + text + "]";
        };
    }

    private static String keys(String json) {
        try {
            return JSON.readTree(json).properties().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(","));
        } catch (JsonProcessingException e) {
            // A client may have written anything into the managed fields; so it is shown.
            return json;
        }
    }
}

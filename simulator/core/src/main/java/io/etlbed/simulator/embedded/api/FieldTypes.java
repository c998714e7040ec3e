package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Quantities;
import io.etlbed.simulator.embedded.schema.Field;
import io.etlbed.simulator.embedded.schema.MessageType;
import io.etlbed.simulator.embedded.schema.Scalar;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Whether the values in an object are of the types that Kubernetes gives its fields: the text {@code "80"} is no number, and
 * the number 80 no text. Fields that a type does not have are not looked at.
 */
final class FieldTypes {

    private FieldTypes() {}

    /**
     * Checks an object. A field that is null counts as absent and is taken out; in the place of a null in a list or map is
     * put what it stands for, which is the value that says nothing.
     *
     * @throws IllegalArgumentException if a value is of another type; the message says where, and of which
     */
    static void check(ObjectNode object, MessageType type) {
        message(object, type, "");
    }

    private static void message(ObjectNode object, MessageType type, String path) {
        List<String> absent = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            Field field = type.field(each.getKey()).orElse(null);
            JsonNode value = each.getValue();
            if (value.isNull()) {
                absent.add(each.getKey());
            } else if (field != null) {
                Place place = new Place(type, path + "." + field.name());
                switch (field.shape()) {
                    case ONE -> one(value, field, place, goType(field));
                    case LIST -> list(value, field, place);
                    case MAP -> map(value, field, place);
                }
            }
        }
        object.remove(absent);
    }

    /** As Go names it in errors. */
    private record Place(MessageType struct, String path) {

        IllegalArgumentException cannotTake(JsonNode value, String goType) {
            String found = switch (value.getNodeType()) {
                case ARRAY -> "array";
                case BOOLEAN -> "bool";
                case NUMBER -> goType.equals("string") ? "number" : "number " + value;
                case STRING -> "string";
                default -> "object";
            };
            return new IllegalArgumentException("json: cannot unmarshal " + found + " into Go struct field "
                    + struct.name() + path + " of type " + goType);
        }
    }

    private static void list(JsonNode value, Field field, Place place) {
        if (!(value instanceof ArrayNode array)) {
            throw place.cannotTake(value, "[]" + goType(field));
        }
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).isNull()) {
                array.set(i, nothing(array, field));
            }
            one(array.get(i), field, place, goType(field));
        }
    }

    private static void map(JsonNode value, Field field, Place place) {
        if (!(value instanceof ObjectNode object)) {
            throw place.cannotTake(value, "map[string]" + goType(field));
        }
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            if (each.getValue().isNull()) {
                each.setValue(nothing(object, field));
            }
            one(each.getValue(), field, place, goType(field));
        }
    }

    private static JsonNode nothing(ContainerNode<?> in, Field field) {
        return switch (field.scalar().orElse(Scalar.FIELDS_V1)) {
            case BOOL -> in.booleanNode(false);
            case INT, INT_OR_STRING -> in.numberNode(0);
            case QUANTITY -> in.textNode("0");
            case BYTES, STRING -> in.textNode("");
            case STRINGS -> in.arrayNode();
            case FIELDS_V1, MICRO_TIME, TIME -> in.objectNode();
        };
    }

    private static void one(JsonNode value, Field field, Place place, String goType) {
        MessageType message = field.message().orElse(null);
        if (message != null) {
            if (!(value instanceof ObjectNode object)) {
                throw place.cannotTake(value, goType);
            }
            message(object, message, place.path());
            return;
        }
        boolean right = switch (field.scalar().orElseThrow()) {
            case BOOL -> value.isBoolean();
            case BYTES -> isBase64(value, place, goType);
            case FIELDS_V1 -> value.isObject();
            case INT -> value.isIntegralNumber() && value.canConvertToLong();
            case INT_OR_STRING -> value.isTextual() || (value.isIntegralNumber() && value.canConvertToInt());
            case STRING -> value.isTextual();
            case STRINGS -> value.isArray();
            case QUANTITY -> isQuantity(value);
            case MICRO_TIME, TIME -> isTime(value, place, goType);
        };
        if (!right) {
            throw place.cannotTake(value, goType);
        }
    }

    private static boolean isBase64(JsonNode value, Place place, String goType) {
        if (!value.isTextual()) {
            throw place.cannotTake(value, goType);
        }
        try {
            // Line ends within are allowed, as where a program has wrapped them.
            String text = value.asText().replace("\n", "").replace("\r", "");
            return text.isEmpty() || Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("illegal base64 data at " + place.path(), e);
        }
    }

    private static boolean isQuantity(JsonNode value) {
        boolean scalar = value.isTextual() || value.isNumber();
        if (!scalar || !Quantities.isOne(value.asText().strip())) {
            throw new IllegalArgumentException(Quantities.FORM);
        }
        return true;
    }

    private static boolean isTime(JsonNode value, Place place, String goType) {
        if (!value.isTextual()) {
            throw place.cannotTake(value, goType);
        }
        try {
            return OffsetDateTime.parse(value.asText()).getYear() >= 0;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "parsing time \"" + value.asText() + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse it at "
                            + place.path(),
                    e);
        }
    }

    private static String goType(Field field) {
        return field.message().map(message -> "v1." + message.name()).orElseGet(() -> switch (field.scalar()
                .orElseThrow()) {
            case BOOL -> "bool";
            case BYTES -> "[]uint8";
            case FIELDS_V1 -> "v1.FieldsV1";
            case INT -> "int";
            case INT_OR_STRING -> "intstr.IntOrString";
            case MICRO_TIME -> "v1.MicroTime";
            case QUANTITY -> "resource.Quantity";
            case STRING -> "string";
            case STRINGS -> "[]string";
            case TIME -> "v1.Time";
        });
    }
}

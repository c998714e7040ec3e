package io.etlbed.simulator.embedded.protobuf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.etlbed.simulator.embedded.schema.Field;
import io.etlbed.simulator.embedded.schema.MessageType;
import io.etlbed.simulator.embedded.schema.Scalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** Reads the values of one field that are no messages in JSON. */
final class ScalarReader {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper TREES = new ObjectMapper();

    private final MessageType in;
    private final Field field;

    ScalarReader(MessageType in, Field field) {
        this.in = in;
        this.field = field;
    }

    /** Whether a value is what its absence means as well. */
    static boolean isZero(JsonNode value) {
        return value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isIntegralNumber() && value.longValue() == 0)
                || (value.isContainerNode() && value.isEmpty());
    }

    JsonNode read(Wire wire) throws ProtobufException {
        Scalar scalar = field.scalar().orElseThrow();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        int expected = scalar == Scalar.BOOL || scalar == Scalar.INT ? Wire.VARINT : Wire.BYTES;
        if (wire.type() != expected) {
            throw wrongType(wire, field, in);
        }
        return switch (scalar) {
            case BOOL -> nodes.booleanNode(wire.varint() != 0);
            case INT -> number(wire.varint());
            case STRING -> nodes.textNode(wire.part().text());
            case BYTES ->
                nodes.textNode(Base64.getEncoder().encodeToString(wire.part().rest()));
            case STRINGS -> strings(wire.part());
            case QUANTITY -> nodes.textNode(single(wire.part(), "Quantity").text());
            case FIELDS_V1 -> fields(single(wire.part(), "FieldsV1"));
            case TIME, MICRO_TIME -> time(wire.part(), scalar == Scalar.MICRO_TIME);
            case INT_OR_STRING -> intOrString(wire.part());
        };
    }

    static ProtobufException wrongType(Wire wire, Field field, MessageType in) {
        return new ProtobufException(
                "proto: wrong wireType = " + wire.type() + " for field " + field.name() + " of " + in.name());
    }

    /** As JSON would have been read: small numbers are of the small type. */
    private static JsonNode number(long value) {
        return value == (int) value
                ? JsonNodeFactory.instance.numberNode((int) value)
                : JsonNodeFactory.instance.numberNode(value);
    }

    private ArrayNode strings(Wire part) throws ProtobufException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        while (part.next()) {
            require(part, 1, Wire.BYTES, "ExtraValue");
            all.add(part.part().text());
        }
        return all;
    }

    /** The bytes of a message that has one field. */
    private Wire single(Wire part, String name) throws ProtobufException {
        Wire value = new Wire(new byte[0]);
        while (part.next()) {
            require(part, 1, Wire.BYTES, name);
            value = part.part();
        }
        return value;
    }

    private static JsonNode fields(Wire raw) throws ProtobufException {
        if (raw.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return TREES.readTree(raw.rest());
        } catch (JsonProcessingException e) {
            throw new ProtobufException("the fields of a manager are not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode time(Wire part, boolean micros) throws ProtobufException {
        if (part.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        long seconds = 0;
        long nanos = 0;
        while (part.next()) {
            if (part.number() > 2) {
                throw new ProtobufException("unknown field " + part.number() + " of Time");
            }
            require(part, part.number(), Wire.VARINT, "Time");
            if (part.number() == 1) {
                seconds = part.varint();
            } else {
                nanos = part.varint();
            }
        }
        try {
            Instant instant = Instant.ofEpochSecond(seconds, micros ? nanos : 0);
            String text = micros ? MICROS.format(instant) : instant.toString();
            return JsonNodeFactory.instance.textNode(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new ProtobufException("the time " + field.name() + " of " + in.name() + " is out of range");
        }
    }

    private static JsonNode intOrString(Wire part) throws ProtobufException {
        boolean text = false;
        long number = 0;
        String string = "";
        while (part.next()) {
            switch (part.number()) {
                case 1 -> {
                    require(part, 1, Wire.VARINT, "IntOrString");
                    text = part.varint() == 1;
                }
                case 2 -> {
                    require(part, 2, Wire.VARINT, "IntOrString");
                    number = part.varint();
                }
                case 3 -> {
                    require(part, 3, Wire.BYTES, "IntOrString");
                    string = part.part().text();
                }
                default -> throw new ProtobufException("unknown field " + part.number() + " of IntOrString");
            }
        }
        return text ? JsonNodeFactory.instance.textNode(string) : number(number);
    }

    private static void require(Wire part, int number, int type, String name) throws ProtobufException {
        if (part.number() != number) {
            throw new ProtobufException("unknown field " + part.number() + " of " + name);
        }
        if (part.type() != type) {
            throw new ProtobufException(
                    "proto: wrong wireType = " + part.type() + " for field " + number + " of " + name);
        }
    }
}

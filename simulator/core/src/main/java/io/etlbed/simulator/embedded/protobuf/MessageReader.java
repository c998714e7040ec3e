package io.etlbed.simulator.embedded.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.schema.Field;
import io.etlbed.simulator.embedded.schema.MessageType;

/**
 * Reads one body. How deep it goes is bounded by the types, which do not contain themselves; how many values it makes is
 * counted, since an empty one takes two bytes on the wire and a hundred in memory.
 */
final class MessageReader {

    private static final int MOST_VALUES = 200_000;

    private int values;

    /** Adds the fields of a message to an object. What is zero is as good as absent where the type says so. */
    void read(Wire wire, MessageType type, ObjectNode object) throws ProtobufException {
        while (wire.next()) {
            int number = wire.number();
            Field field = type.field(number)
                    .orElseThrow(() -> new ProtobufException("unknown field " + number + " of " + type.name()));
            count();
            switch (field.shape()) {
                case LIST -> addTo(list(object, field), wire, field, type);
                case MAP -> entry(map(object, field), part(wire, field, type), field, type);
                case ONE -> one(wire, field, type, object);
            }
        }
    }

    private void one(Wire wire, Field field, MessageType in, ObjectNode object) throws ProtobufException {
        if (field.scalar().isPresent()) {
            JsonNode value = new ScalarReader(in, field).read(wire);
            if (field.optional() || !ScalarReader.isZero(value)) {
                object.set(field.name(), value);
            } else {
                object.remove(field.name());
            }
            return;
        }
        MessageType type = message(field);
        Wire part = part(wire, field, in);
        if (field.inline()) {
            read(part, type, object);
            return;
        }
        // A message that comes twice is merged, as protobuf has it.
        ObjectNode value = object.get(field.name()) instanceof ObjectNode had ? had : object.objectNode();
        read(part, type, value);
        if (field.optional() || !value.isEmpty()) {
            object.set(field.name(), value);
        }
    }

    private void addTo(ArrayNode list, Wire wire, Field field, MessageType in) throws ProtobufException {
        if (field.scalar().isPresent()) {
            list.add(new ScalarReader(in, field).read(wire));
            return;
        }
        ObjectNode item = list.addObject();
        read(part(wire, field, in), message(field), item);
    }

    private void entry(ObjectNode map, Wire entry, Field field, MessageType in) throws ProtobufException {
        String key = "";
        JsonNode value = null;
        while (entry.next()) {
            if (entry.number() == 1) {
                key = part(entry, field, in).text();
            } else if (entry.number() == 2 && field.scalar().isPresent()) {
                value = new ScalarReader(in, field).read(entry);
            } else if (entry.number() == 2) {
                ObjectNode object = map.objectNode();
                read(part(entry, field, in), message(field), object);
                value = object;
            } else {
                throw new ProtobufException(
                        "unknown field " + entry.number() + " of an entry of " + field.name() + " of " + in.name());
            }
        }
        map.set(key, value == null ? JsonNodeFactory.instance.textNode("") : value);
    }

    private static Wire part(Wire wire, Field field, MessageType in) throws ProtobufException {
        if (wire.type() != Wire.BYTES) {
            throw ScalarReader.wrongType(wire, field, in);
        }
        return wire.part();
    }

    private static MessageType message(Field field) {
        return field.message().orElseThrow(() -> new IllegalStateException("no such message in the table: " + field));
    }

    private static ArrayNode list(ObjectNode object, Field field) {
        return object.get(field.name()) instanceof ArrayNode had ? had : object.putArray(field.name());
    }

    private static ObjectNode map(ObjectNode object, Field field) {
        return object.get(field.name()) instanceof ObjectNode had ? had : object.putObject(field.name());
    }

    private void count() throws ProtobufException {
        if (++values > MOST_VALUES) {
            throw new ProtobufException("the body has more than " + MOST_VALUES + " values");
        }
    }
}

package io.etlbed.simulator.embedded.apply;

import io.etlbed.simulator.embedded.schema.Field;
import io.etlbed.simulator.embedded.schema.MessageType;

/** How a value is taken apart. */
sealed interface Shape {

    /** A value that is managed as a whole: a scalar, an atomic list, map or message, and what no type describes. */
    record Leaf() implements Shape {}

    /** A message, field by field. */
    record Struct(MessageType type) implements Shape {}

    /** A map, entry by entry. */
    record Entries(Field field) implements Shape {}

    /** A list, item by item. */
    record Items(Field field) implements Shape {}

    Shape LEAF = new Leaf();

    static Shape of(Field field) {
        return switch (field.shape()) {
            case ONE -> field.merging().atomic() ? LEAF : ofEach(field);
            case MAP -> field.merging().atomic() ? LEAF : new Entries(field);
            case LIST -> field.merging().keys().isEmpty() && !field.merging().set() ? LEAF : new Items(field);
        };
    }

    /** The shape of each value in a map or list. */
    static Shape ofEach(Field field) {
        return field.message()
                .filter(message -> !message.atomic())
                .<Shape>map(Struct::new)
                .orElse(LEAF);
    }

    /** The shape of a field of a message; a leaf where the message has none of that name. */
    static Shape ofField(MessageType type, String name) {
        return type.field(name).map(Shape::of).orElse(LEAF);
    }
}

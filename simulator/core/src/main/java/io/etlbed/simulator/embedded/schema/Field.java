package io.etlbed.simulator.embedded.schema;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One field of a message. */
public final class Field {

    /** How many values a field has. */
    public enum Shape {
        ONE,
        LIST,
        MAP
    }

    private final String name;
    private final Shape shape;
    private final boolean optional;
    private final String type;
    private final @Nullable Scalar scalar;
    private final Merging merging;
    private final Map<String, MessageType> messages;

    /** @param messages every message by its name, complete when the table has been read */
    Field(String name, String declared, Merging merging, Map<String, MessageType> messages) {
        this.name = name;
        this.shape = declared.startsWith("[]") ? Shape.LIST : declared.startsWith("{}") ? Shape.MAP : Shape.ONE;
        this.optional = declared.startsWith("*");
        this.type = declared.substring(shape != Shape.ONE ? 2 : optional ? 1 : 0);
        this.scalar = Scalar.of(type).orElse(null);
        this.merging = merging;
        this.messages = messages;
    }

    /** As in JSON. */
    public String name() {
        return name;
    }

    public Shape shape() {
        return shape;
    }

    /** Whether its zero value says something else than its absence. */
    public boolean optional() {
        return optional;
    }

    /** Whether its own fields stand in its place in JSON. */
    public boolean inline() {
        return name.equals(".");
    }

    /** The type of the value, or of each value; empty where it is a message. */
    public Optional<Scalar> scalar() {
        return Optional.ofNullable(scalar);
    }

    /** The message that the value is, or each value; empty where it is a scalar. */
    public Optional<MessageType> message() {
        return Optional.ofNullable(messages.get(type));
    }

    public Merging merging() {
        return merging;
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}

package io.etlbed.simulator.embedded.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A type that has fields. */
public final class MessageType {

    private final String name;
    private final boolean atomic;
    private final Map<Integer, Field> numbered = new LinkedHashMap<>();

    MessageType(String name, boolean atomic) {
        this.name = name;
        this.atomic = atomic;
    }

    void add(int number, Field field) {
        if (numbered.put(number, field) != null) {
            throw new IllegalStateException(name + " has two fields of number " + number);
        }
    }

    /** Such as {@code PodSpec}. */
    public String name() {
        return name;
    }

    /** Whether server-side apply takes it as one value. */
    public boolean atomic() {
        return atomic;
    }

    /** By its number in protobuf. */
    public Optional<Field> field(int number) {
        return Optional.ofNullable(numbered.get(number));
    }

    /** By its name in JSON, where the fields of inline ones stand beside the others. */
    public Optional<Field> field(String jsonName) {
        for (Field each : numbered.values()) {
            if (each.inline()) {
                Optional<Field> within = each.message().flatMap(message -> message.field(jsonName));
                if (within.isPresent()) {
                    return within;
                }
            } else if (each.name().equals(jsonName)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Every field as JSON has them, by its name. */
    public Map<String, Field> fields() {
        Map<String, Field> all = new LinkedHashMap<>();
        for (Field each : numbered.values()) {
            if (each.inline()) {
                each.message().ifPresent(message -> all.putAll(message.fields()));
            } else {
                all.put(each.name(), each);
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}

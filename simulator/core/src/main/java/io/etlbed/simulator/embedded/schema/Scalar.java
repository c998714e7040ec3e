package io.etlbed.simulator.embedded.schema;

import java.util.Arrays;
import java.util.Optional;

/** Types of values that have no fields to a reader of JSON, though some are messages in protobuf. */
public enum Scalar {
    BOOL("bool"),
    BYTES("bytes"),
    FIELDS_V1("FieldsV1"),
    INT("int"),
    INT_OR_STRING("IntOrString"),
    MICRO_TIME("MicroTime"),
    QUANTITY("Quantity"),
    STRING("string"),
    STRINGS("strings"),
    TIME("Time");

    private final String word;

    Scalar(String word) {
        this.word = word;
    }

    /** The one of that name in the table; empty for the name of a message. */
    static Optional<Scalar> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}

package io.etlbed.simulator.embedded.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Objects to JSON and back. A round trip is also how objects are copied: fields that the model does not know survive. */
final class Codec {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Codec() {}

    static byte[] encode(Object object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write a " + object.getClass().getSimpleName() + " as JSON", e);
        }
    }

    static <T> T decode(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a " + type.getSimpleName() + " from its own JSON", e);
        }
    }

    static JsonNode tree(Object object) {
        return MAPPER.valueToTree(object);
    }

    static <T> T copy(T object, Class<T> type) {
        return decode(encode(object), type);
    }
}

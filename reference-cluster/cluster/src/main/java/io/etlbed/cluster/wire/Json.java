package io.etlbed.cluster.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes the protocol's JSON. Unknown members are tolerated; what is not ASCII is written escaped. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private Json() {}

    /** @param value a record, map, list, string or number */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + value.getClass() + " as JSON", e);
        }
    }

    /**
     * @throws AisException 400, with line and column, where {@code json} is not JSON or does not fit {@code type}
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new AisException(400, "expected a JSON object, found null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new AisException(400, reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fits an already parsed value, such as the {@code value} of an action message, to a type. */
    public static <T> T convert(Object value, Class<T> type) {
        return read(write(value), type);
    }

    private static String reason(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return "failed to parse JSON: " + e.getOriginalMessage() + where;
    }
}

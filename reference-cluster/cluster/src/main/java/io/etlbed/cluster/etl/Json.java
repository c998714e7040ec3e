package io.etlbed.cluster.etl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON of control messages, read with limits. */
final class Json {

    private static final int DEEPEST = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** @throws AisException 400 where the body is not one JSON object; {@code what} names it */
    static ObjectNode object(byte[] body, String what) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw new AisException(400, what + ": expected a JSON object");
        } catch (DatabindException e) {
            throw new AisException(400, what + ": expected a JSON object and nothing after it", e);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new AisException(
                    400, what + ": expected a JSON object, but" + where + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new AisException(400, what + ": expected a JSON object in UTF-8", e);
        }
    }

    /** Any JSON, as another node of the cluster sent it. */
    static JsonNode read(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree that cannot be written", e);
        }
    }

    /** A text, a number or a map of them as a node; null is JSON's. */
    static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }
}

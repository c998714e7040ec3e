package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.schema.KubernetesTypes;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Codec;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** JSON from outside, with limits, and to the outside. */
final class Json {

    static final int DEEPEST = 128;

    /** More than any object has, and few enough to keep: each is a thing in memory, though it may be two letters in a body. */
    static final long MOST_TOKENS = 500_000;

    /** For trees alone. What it does not allow after a body, the deserializers of the model need after a value. */
    private static final ObjectMapper TREES = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** @throws ApiStatusException 400 if it is not JSON */
    static JsonNode parse(byte[] body) {
        try {
            JsonNode tree = TREES.readTree(JsonText.of(body));
            if (tree != null && !tree.isMissingNode()) {
                return tree;
            }
            throw ApiStatusException.badRequest("unexpected end of JSON input");
        } catch (JsonProcessingException e) {
            throw ApiStatusException.badRequest("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** @throws ApiStatusException 400 if it is not a JSON object */
    static ObjectNode parseObject(byte[] body) {
        if (parse(body) instanceof ObjectNode object) {
            return object;
        }
        throw ApiStatusException.badRequest("the body must be a JSON object");
    }

    /** @throws ApiStatusException 400 if a field is of another type than the kind says */
    static <T extends HasMetadata> T decode(JsonNode tree, Kind<T> kind) {
        try {
            if (tree instanceof ObjectNode object) {
                KubernetesTypes.message(kind.kind()).ifPresent(type -> FieldTypes.check(object, type));
            }
            return Codec.decode(write(tree), kind.type());
        } catch (IllegalArgumentException e) {
            throw cannotBeHandled(kind, String.valueOf(e.getMessage()));
        }
    }

    private static ApiStatusException cannotBeHandled(Kind<?> kind, String why) {
        return ApiStatusException.badRequest(kind.kind() + " in version \"" + kind.apiVersion()
                + "\" cannot be handled as a " + kind.kind() + ": " + why);
    }

    static ObjectNode tree(Object object) {
        return Codec.toTree(object);
    }

    /** Trees and objects of the model alike. */
    static byte[] write(Object object) {
        return Codec.encode(object);
    }
}

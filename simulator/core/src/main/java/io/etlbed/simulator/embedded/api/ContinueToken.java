package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Revision;
import java.util.Base64;

/**
 * Where a page ended. To clients it is a word without meaning.
 *
 * @param version that all pages show
 * @param namespace of the last object of the page; empty where its kind has none
 * @param name of the last object of the page
 */
record ContinueToken(long version, String namespace, String name) {

    /** @throws ApiStatusException 400 if it is not what {@link #encode} made */
    static ContinueToken parse(String word) {
        try {
            JsonNode token = Json.parse(Base64.getUrlDecoder().decode(word));
            JsonNode version = token.path("rv");
            JsonNode name = token.path("name");
            if (version.isIntegralNumber()
                    && version.asLong() >= 0
                    && !name.asText().isEmpty()) {
                return new ContinueToken(
                        version.asLong(), token.path("namespace").asText(), name.asText());
            }
        } catch (IllegalArgumentException | ApiStatusException e) {
            throw new ApiStatusException(400, "BadRequest", "continue key is not valid: " + e.getMessage(), null);
        }
        throw ApiStatusException.badRequest("continue key is not valid: it names no place in a list");
    }

    String encode() {
        byte[] json = Json.write(JsonNodeFactory.instance
                .objectNode()
                .put("rv", version)
                .put("namespace", namespace)
                .put("name", name));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /** Whether an object stands after this place, in the order of lists. */
    boolean isBefore(Revision<?> object) {
        int byNamespace = namespace.compareTo(object.namespace());
        return byNamespace < 0 || (byNamespace == 0 && name.compareTo(object.name()) < 0);
    }
}

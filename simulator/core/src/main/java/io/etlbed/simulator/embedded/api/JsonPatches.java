package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.fabric8.zjsonpatch.CompatibilityFlags;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.EnumSet;

/** RFC 6902; where there are copies one operation after another, so that copies of copies cannot fill the memory. */
final class JsonPatches {

    private static final EnumSet<CompatibilityFlags> STRICT =
            EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);
    private static final int MOST_OPERATIONS = 10_000;
    private static final int MOST_WITH_COPIES = 200;

    private JsonPatches() {}

    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiStatusException.badRequest("a JSON patch is an array of operations");
        }
        if (patch.size() > MOST_OPERATIONS) {
            throw Errors.tooLarge(MOST_OPERATIONS);
        }
        long copies = 0;
        for (JsonNode operation : patch) {
            copies += operation.path("op").asText().equals("copy") ? 1 : 0;
        }
        if (copies == 0) {
            return applyAll(target, patch);
        }
        if (patch.size() > MOST_WITH_COPIES) {
            throw Errors.tooLarge(MOST_WITH_COPIES);
        }
        JsonNode result = target;
        for (JsonNode operation : patch) {
            result = applyAll(result, JsonNodeFactory.instance.arrayNode().add(operation));
            if (Json.write(result).length > Bodies.LARGEST) {
                throw Errors.tooLarge(Bodies.LARGEST);
            }
        }
        return result;
    }

    private static JsonNode applyAll(JsonNode target, JsonNode operations) {
        try {
            return JsonPatch.apply(operations, target, STRICT);
        } catch (JsonPatchException e) {
            throw Errors.patchRejected(String.valueOf(e.getMessage()));
        }
    }
}

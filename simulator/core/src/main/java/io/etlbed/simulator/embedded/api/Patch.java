package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.List;

/** A change of an object that is written down. It may be applied more than once, each time to a fresh tree. */
@FunctionalInterface
interface Patch {

    String JSON = "application/json-patch+json";
    String MERGE = "application/merge-patch+json";
    String STRATEGIC = "application/strategic-merge-patch+json";

    /** Server-side apply, which is no patch that could be applied to a tree alone. */
    String APPLY = "application/apply-patch+yaml";

    /** The patch types there are. */
    List<String> TYPES = List.of(JSON, MERGE, STRATEGIC, APPLY);

    /** @param target may be changed by it */
    JsonNode apply(ObjectNode target);

    /** @throws ApiStatusException 415 for other types of patches */
    static Patch of(String contentType, byte[] body) {
        JsonNode patch;
        switch (contentType) {
            case JSON -> {
                patch = Json.parse(body);
                return target -> JsonPatches.apply(target, patch);
            }
            case MERGE -> {
                patch = Json.parseObject(body);
                return target -> MergePatch.apply(target, patch.deepCopy());
            }
            case STRATEGIC -> {
                ObjectNode object = Json.parseObject(body);
                return target -> StrategicMergePatch.apply(target, object.deepCopy());
            }
            default -> throw Errors.unsupportedMediaType(TYPES);
        }
    }
}

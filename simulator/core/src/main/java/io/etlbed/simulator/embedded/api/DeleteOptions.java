package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.schema.KubernetesTypes;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Deletion;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about how to delete, in the body or the query.
 *
 * @param dryRun whether nothing is to be deleted
 */
record DeleteOptions(Deletion deletion, boolean dryRun) {

    private static final String NAME = "DeleteOptions";

    static DeleteOptions read(JsonNode options, Query query) {
        checkTypes(options);
        JsonNode grace = options.path("gracePeriodSeconds");
        Long seconds = grace.isIntegralNumber() ? Long.valueOf(grace.asLong()) : query.number("gracePeriodSeconds");
        if (seconds != null && seconds < 0) {
            throw ApiStatusException.badRequest("gracePeriodSeconds must be greater than or equal to 0");
        }
        options.path("dryRun").forEach(stage -> Query.requireAll(NAME, stage.asText()));
        boolean dryRun = query.dryRun(NAME) || !options.path("dryRun").isEmpty();
        JsonNode preconditions = options.path("preconditions");
        Deletion deletion = new Deletion(seconds, text(preconditions, "uid"), text(preconditions, "resourceVersion"));
        return new DeleteOptions(deletion, dryRun);
    }

    private static void checkTypes(JsonNode options) {
        try {
            if (options instanceof ObjectNode object) {
                KubernetesTypes.message(NAME).ifPresent(type -> FieldTypes.check(object, type));
            }
        } catch (IllegalArgumentException e) {
            throw ApiStatusException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        String value = node.path(field).asText("");
        return value.isEmpty() ? null : value;
    }
}

package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Deletion;
import org.jspecify.annotations.Nullable;

/** What a client says about how to delete, in the body or the query. */
final class DeleteOptions {

    private DeleteOptions() {}

    static Deletion read(ObjectNode options, Query query) {
        if (!options.path("dryRun").isEmpty()) {
            throw Errors.notImplemented("a dry run");
        }
        JsonNode grace = options.path("gracePeriodSeconds");
        Long seconds = grace.isIntegralNumber() ? Long.valueOf(grace.asLong()) : query.number("gracePeriodSeconds");
        if (seconds != null && seconds < 0) {
            throw ApiStatusException.badRequest("gracePeriodSeconds must be greater than or equal to 0");
        }
        JsonNode preconditions = options.path("preconditions");
        return new Deletion(seconds, text(preconditions, "uid"), text(preconditions, "resourceVersion"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        String value = node.path(field).asText("");
        return value.isEmpty() ? null : value;
    }
}

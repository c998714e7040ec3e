package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.List;

/** What a configuration that is applied must say, and must not. */
final class AppliedConfig {

    private static final String METADATA = "metadata";

    /** What only the server says; clients of Go send some of it as null. */
    private static final List<String> OF_SERVER =
            List.of("creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "selfLink");

    private AppliedConfig() {}

    /**
     * A configuration as it is merged: for the object that the path names, and without what only the server says.
     *
     * @throws ApiStatusException 400 if it cannot be applied at all
     */
    static ObjectNode read(ObjectNode config, Kind<?> kind, ResourcePath path) {
        for (String field : List.of("apiVersion", "kind")) {
            if (config.path(field).asText().isEmpty()) {
                throw ApiStatusException.badRequest(
                        "error decoding patch: " + field + " is missing: a configuration names its type");
            }
        }
        ObjectNode wanted = config.deepCopy();
        ObjectNode metadata = wanted.get(METADATA) instanceof ObjectNode said ? said : wanted.putObject(METADATA);
        JsonNode managed = metadata.path("managedFields");
        if (!managed.isMissingNode() && !managed.isNull()) {
            throw ApiStatusException.badRequest("metadata.managedFields must be nil");
        }
        metadata.remove("managedFields");
        metadata.remove(OF_SERVER);
        require(metadata, "name", path.requireName(), "the name of the object");
        if (kind.namespaced()) {
            require(metadata, "namespace", path.requireNamespace(), "the namespace of the object");
        }
        return wanted;
    }

    private static void require(ObjectNode metadata, String field, String onPath, String what) {
        String said = metadata.path(field).asText("");
        if (!said.isEmpty() && !said.equals(onPath)) {
            throw ApiStatusException.badRequest(
                    what + " (" + said + ") does not match the " + field + " on the URL (" + onPath + ")");
        }
        metadata.put(field, onPath);
    }

    /** @throws ApiStatusException 409 if it is meant for an object that was there */
    static void requireNew(ObjectNode config, Kind<?> kind, String name) {
        JsonNode metadata = config.path(METADATA);
        String uid = metadata.path("uid").asText("");
        if (!uid.isEmpty()) {
            throw ApiStatusException.conflict(
                    kind.resource(),
                    name,
                    "uid mismatch: the provided object specified uid " + uid + ", and no existing object was found");
        }
        if (!metadata.path("resourceVersion").asText("").isEmpty()) {
            throw ApiStatusException.modified(kind.resource(), name);
        }
    }
}

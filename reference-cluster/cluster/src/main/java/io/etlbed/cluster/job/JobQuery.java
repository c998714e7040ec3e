package io.etlbed.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;

/**
 * Which jobs a client asks for.
 *
 * @param id empty for any
 * @param kind empty for any
 * @param bucket as {@link JobOrder#bucket()} has it; empty for any
 * @param runningOnly not those that are over
 */
record JobQuery(String id, String kind, String bucket, boolean runningOnly) {

    /** Later clients write the members with capitals. */
    static JobQuery of(JsonNode message) {
        if (!message.isObject()) {
            throw new AisException(400, "invalid query of jobs: expected an object");
        }
        JsonNode bucket = either(message, "bck", "Bck");
        return new JobQuery(
                either(message, "id", "ID").asText(""),
                either(message, "kind", "Kind").asText(""),
                bucket.path("name").asText(""),
                either(message, "show_active", "OnlyRunning").asBoolean(false));
    }

    static JobQuery of(byte[] body) {
        return of(body.length == 0 ? JsonNodeFactory.instance.objectNode() : Json.read(body, JsonNode.class));
    }

    private static JsonNode either(JsonNode message, String name, String later) {
        JsonNode found = message.path(name);
        return found.isMissingNode() || found.isNull() ? message.path(later) : found;
    }

    boolean isEmpty() {
        return id.isEmpty() && kind.isEmpty();
    }

    boolean wants(JobReport report) {
        return (id.isEmpty() || id.equals(report.id()))
                && (kind.isEmpty() || kind.equals(report.kind()))
                && (bucket.isEmpty() || bucket.equals(report.bck().name()))
                && (!runningOnly || report.running());
    }

    boolean wants(JobOrder order) {
        return (id.isEmpty() || id.equals(order.id()))
                && (kind.isEmpty() || kind.equals(order.kind()))
                && (bucket.isEmpty() || bucket.equals(order.bucket()));
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return "xmsg-" + kind + (id.isEmpty() ? "" : "[" + id + "]");
    }
}

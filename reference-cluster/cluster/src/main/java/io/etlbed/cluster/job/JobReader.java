package io.etlbed.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.etl.spec.GoDuration;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what clients of each release send to copy or transform a bucket, or objects that they select. */
final class JobReader {

    /** In the query, as AIStore's clients say where to. */
    static final String DESTINATION = "bck_to";

    private static final Set<String> KNOWN = Set.of(
            "id",
            "ext",
            "prefix",
            "suffix",
            "prepend",
            "dry_run",
            "force",
            "request_timeout",
            "coer",
            // Of later releases, where they ask for what is so here anyway, or for what there is only one of.
            "latest-ver",
            "synchronize",
            "non-recurs",
            "num-workers",
            "pipeline");

    /** Beside them, where objects are selected. */
    private static final Set<String> SELECTING = Set.of(SelectionReader.NAMES, SelectionReader.TEMPLATE, "tobck");

    private JobReader() {}

    /** The job, which is not yet anybody's; its ETL as far as the message names one. */
    static JobOrder read(ControlRequest request, ActionMsg message) {
        String kind = JobOrder.kind(message.verb());
        boolean selects = JobOrder.SELECTING.contains(kind);
        JsonNode value = message.value() == null
                ? JsonNodeFactory.instance.objectNode()
                : Json.convert(message.value(), JsonNode.class);
        if (!value.isObject()) {
            throw bad("value", value, "an object");
        }
        requireKnown(message.verb(), value, selects);
        if (value.path("pipeline").size() > 0) {
            throw new AisException(501, "a pipeline of transformers is not supported by this cluster");
        }
        boolean later = value.has("prepend");
        String prefix = text(value, "prefix");
        return new JobOrder(
                JobOrder.freshId(),
                kind,
                request.path().get(2),
                kind.equals(JobOrder.DELETE_SELECTED)
                        ? request.path().get(2)
                        : destination(request, message, value.path("tobck")),
                JobOrder.TRANSFORMING.contains(kind) ? text(value, "id") : null,
                new ObjectNaming(
                        extensions(value.path("ext")),
                        value.path("ext").isTextual()
                                ? extension(value.path("ext").asText())
                                : null,
                        later ? text(value, "prepend") : prefix,
                        text(value, "suffix")),
                selects ? SelectionReader.read(value, later ? prefix : "") : Selection.of(later ? prefix : ""),
                flag(value, "dry_run"),
                flag(value, "coer"),
                limit(value.path("request_timeout")),
                List.of());
    }

    private static void requireKnown(String action, JsonNode value, boolean selects) {
        value.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name) && !(selects && SELECTING.contains(name))) {
                throw new AisException(
                        400,
                        "failed to parse " + action + ": unknown field \"" + name + "\" in value; there are "
                                + Stream.concat(KNOWN.stream(), selects ? SELECTING.stream() : Stream.of())
                                        .sorted()
                                        .toList());
            }
        });
    }

    /**
     * The member {@code tobck}; {@code ais/@#/NAME/}, {@code ais//NAME/} or {@code ais://NAME} in the query; or {@code name} in
     * the message.
     */
    private static String destination(ControlRequest request, ActionMsg message, JsonNode bucket) {
        if (bucket.isObject()) {
            String name = text(bucket, "name");
            JsonNode namespace = bucket.path("namespace");
            String cluster = text(namespace, "uuid");
            BucketQuery.checkLocal(
                    name,
                    text(bucket, "provider"),
                    (cluster.isEmpty() ? "" : "@" + cluster + "#") + text(namespace, "name"));
            return name;
        }
        String given = request.parameter(DESTINATION).orElse("");
        if (given.isEmpty()) {
            String name = message.name() == null ? "" : message.name();
            if (name.isEmpty()) {
                throw new AisException(
                        400, "missing \"" + DESTINATION + "\" query parameter, and no bucket in \"name\": where to?");
            }
            return name;
        }
        String path = given.replaceFirst("^ais://", "ais//").replaceFirst("/$", "");
        String[] parts = path.split("/", -1);
        boolean global = parts.length == 3 && (parts[1].isEmpty() || parts[1].equals("@#"));
        if (parts.length == 1) {
            return parts[0];
        }
        if (!global || !parts[0].equals("ais")) {
            throw new AisException(
                    400,
                    "\"" + DESTINATION + "=" + given + "\" is none of this cluster's buckets: expected ais/@#/NAME/");
        }
        return parts[2];
    }

    private static Map<String, String> extensions(JsonNode ext) {
        Map<String, String> all = new LinkedHashMap<>();
        if (!ext.isMissingNode() && !ext.isNull() && !ext.isTextual() && !ext.isObject()) {
            throw bad("ext", ext, "an extension, or an object of extensions");
        }
        for (Map.Entry<String, JsonNode> each : ext.properties()) {
            if (!each.getValue().isTextual()) {
                throw bad("ext." + each.getKey(), each.getValue(), "an extension");
            }
            all.put(extension(each.getKey()), extension(each.getValue().asText()));
        }
        return all;
    }

    /** With or without its dot. */
    private static String extension(String text) {
        return text.startsWith(".") ? text.substring(1) : text;
    }

    private static String text(JsonNode value, String name) {
        JsonNode found = value.path(name);
        if (found.isMissingNode() || found.isNull()) {
            return "";
        }
        if (!found.isTextual()) {
            throw bad(name, found, "a string");
        }
        return found.asText();
    }

    private static boolean flag(JsonNode value, String name) {
        JsonNode found = value.path(name);
        if (!found.isMissingNode() && !found.isNull() && !found.isBoolean()) {
            throw bad(name, found, "true or false");
        }
        return found.asBoolean();
    }

    /** {@code "30s"}, or nanoseconds. */
    private static long limit(JsonNode timeout) {
        if (timeout.isMissingNode() || timeout.isNull()) {
            return 0;
        }
        Duration limit = timeout.isIntegralNumber() ? Duration.ofNanos(timeout.asLong()) : parsed(timeout);
        if (limit.isNegative()) {
            throw bad("request_timeout", timeout, "a duration such as \"30s\"");
        }
        return limit.isZero() ? 0 : Math.max(1, limit.toMillis());
    }

    private static Duration parsed(JsonNode timeout) {
        if (timeout.isTextual() && timeout.asText().isEmpty()) {
            return Duration.ZERO;
        }
        @Nullable
        Duration parsed =
                timeout.isTextual() ? GoDuration.parse(timeout.asText()).orElse(null) : null;
        if (parsed == null) {
            throw bad("request_timeout", timeout, "a duration such as \"30s\"");
        }
        return parsed;
    }

    static AisException bad(String field, JsonNode found, String expected) {
        return new AisException(400, "invalid " + field + " " + found + ": expected " + expected);
    }
}

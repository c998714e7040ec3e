package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.kinds.Kinds;
import io.etlbed.simulator.embedded.schema.Field;
import io.etlbed.simulator.embedded.schema.KubernetesTypes;
import io.etlbed.simulator.embedded.schema.MessageType;
import io.etlbed.simulator.embedded.schema.Scalar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The description of the API that {@code kubectl explain} prints, and from which clients learn that this server checks fields
 * itself. Fields have their types; what they mean is told by the documentation of Kubernetes.
 */
final class OpenApi {

    static final String ROOT = "/openapi/v3";

    private static final String SCHEMAS = "#/components/schemas/";

    /** By the API version. */
    private static final Map<String, byte[]> WRITTEN = new ConcurrentHashMap<>();

    private OpenApi() {}

    /** Where the descriptions are. */
    static Map<String, Object> index() {
        Map<String, Object> paths = new TreeMap<>();
        for (String version : Kinds.apiVersions()) {
            paths.put(name(version), Map.of("serverRelativeURL", path(version) + "?hash=" + Discovery.VERSION));
        }
        return Map.of("paths", paths);
    }

    /** Where the description of an API version is. */
    static String path(String apiVersion) {
        return ROOT + "/" + name(apiVersion);
    }

    /** The description of an API version as JSON, which is always the same: it is large, and kubectl asks for it often. */
    static byte[] json(String apiVersion) {
        return WRITTEN.computeIfAbsent(apiVersion, version -> Json.write(of(version)));
    }

    private static Map<String, Object> of(String apiVersion) {
        Map<String, Object> paths = new TreeMap<>();
        for (Kind<?> kind : Kinds.of(apiVersion)) {
            String within = kind.namespaced() ? "namespaces/{namespace}/" : "";
            String all = ResourcePath.root(apiVersion) + within + kind.plural();
            paths.put(all, Map.of("get", operation(kind, "list"), "post", operation(kind, "post")));
            paths.put(
                    all + "/{name}",
                    Map.of(
                            "get", operation(kind, "get"),
                            "put", operation(kind, "put"),
                            "patch", operation(kind, "patch")));
        }
        return Map.of(
                "openapi",
                "3.0.0",
                "info",
                Map.of("title", "Kubernetes", "version", Discovery.VERSION),
                "paths",
                paths,
                "components",
                Map.of("schemas", schemas(apiVersion)));
    }

    /** As paths have it, without the first slash. */
    private static String name(String apiVersion) {
        String root = ResourcePath.root(apiVersion);
        return root.substring(1, root.length() - 1);
    }

    private static Map<String, Object> operation(Kind<?> kind, String action) {
        return Map.of(
                "x-kubernetes-action",
                action,
                "x-kubernetes-group-version-kind",
                groupVersionKind(kind),
                "parameters",
                List.of(Map.of("name", "fieldValidation", "in", "query", "schema", Map.of("type", "string"))),
                "responses",
                Map.of("200", Map.of("description", "OK")));
    }

    private static Map<String, Object> groupVersionKind(Kind<?> kind) {
        String version = kind.apiVersion().substring(kind.apiVersion().indexOf('/') + 1);
        return Map.of("group", kind.group(), "version", version, "kind", kind.kind());
    }

    /** The kinds of an API version, and every type that they are made of. */
    private static Map<String, Object> schemas(String apiVersion) {
        Map<String, Object> schemas = new TreeMap<>();
        Deque<MessageType> waiting = new ArrayDeque<>();
        for (Kind<?> kind : Kinds.of(apiVersion)) {
            MessageType type = KubernetesTypes.message(kind.kind()).orElseThrow();
            schemas.put(type.name(), schema(type, kind, waiting));
        }
        while (!waiting.isEmpty()) {
            MessageType type = waiting.remove();
            if (!schemas.containsKey(type.name())) {
                schemas.put(type.name(), schema(type, null, waiting));
            }
        }
        return schemas;
    }

    /** @param used is told of the types that this one is made of */
    private static Map<String, Object> schema(MessageType type, @Nullable Kind<?> kind, Deque<MessageType> used) {
        Map<String, Object> properties = new TreeMap<>();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (kind != null) {
            properties.put("apiVersion", Map.of("type", "string"));
            properties.put("kind", Map.of("type", "string"));
            schema.put("x-kubernetes-group-version-kind", List.of(groupVersionKind(kind)));
        }
        type.fields().forEach((name, field) -> {
            field.message().ifPresent(used::add);
            properties.put(name, schema(field));
        });
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> schema(Field field) {
        Map<String, Object> value = field.scalar()
                .map(OpenApi::schema)
                .orElseGet(() ->
                        Map.of("$ref", SCHEMAS + field.message().orElseThrow().name()));
        return switch (field.shape()) {
            case ONE -> value;
            case LIST -> Map.of("type", "array", "items", value);
            case MAP -> Map.of("type", "object", "additionalProperties", value);
        };
    }

    private static Map<String, Object> schema(Scalar scalar) {
        return switch (scalar) {
            case BOOL -> Map.of("type", "boolean");
            case BYTES -> Map.of("type", "string", "format", "byte");
            case FIELDS_V1 -> Map.of("type", "object");
            case INT -> Map.of("type", "integer");
            case INT_OR_STRING ->
                Map.of(
                        "format",
                        "int-or-string",
                        "oneOf",
                        List.of(Map.of("type", "integer"), Map.of("type", "string")));
            case QUANTITY -> Map.of("oneOf", List.of(Map.of("type", "string"), Map.of("type", "number")));
            case STRING -> Map.of("type", "string");
            case STRINGS -> Map.of("type", "array", "items", Map.of("type", "string"));
            case MICRO_TIME, TIME -> Map.of("type", "string", "format", "date-time");
        };
    }
}

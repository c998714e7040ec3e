package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.kinds.Kinds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** As much of an OpenAPI description as kubectl reads to learn that this server checks fields itself. */
final class OpenApi {

    static final String PATH = "/openapi/v3/api/v1";

    private OpenApi() {}

    /** Where the descriptions are. */
    static Map<String, Object> index() {
        return Map.of("paths", Map.of("api/v1", Map.of("serverRelativeURL", PATH + "?hash=1")));
    }

    /** The description of {@code v1}. */
    static Map<String, Object> core() {
        Map<String, Object> paths = new TreeMap<>();
        for (Kind<?> kind : Kinds.all()) {
            String within = kind.namespaced() ? "namespaces/{namespace}/" : "";
            String all = ResourcePath.ROOT + within + kind.plural();
            paths.put(all, Map.of("post", operation(kind, "post")));
            paths.put(all + "/{name}", Map.of("put", operation(kind, "put"), "patch", operation(kind, "patch")));
        }
        return Map.of("openapi", "3.0.0", "info", Map.of("title", "Kubernetes", "version", "v1.33.0"), "paths", paths);
    }

    private static Map<String, Object> operation(Kind<?> kind, String action) {
        return Map.of(
                "x-kubernetes-action",
                action,
                "x-kubernetes-group-version-kind",
                Map.of("group", "", "version", kind.apiVersion(), "kind", kind.kind()),
                "parameters",
                List.of(Map.of("name", "fieldValidation", "in", "query", "schema", Map.of("type", "string"))),
                "responses",
                Map.of("200", Map.of("description", "OK")));
    }
}

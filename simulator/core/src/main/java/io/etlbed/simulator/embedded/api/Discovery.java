package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.kinds.Kinds;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupBuilder;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the server says of itself: its version and the kinds it has. */
final class Discovery {

    private static final String VERSION = "v1.33.0";

    static final List<String> PATHS = List.of(
            "/api",
            "/api/v1",
            "/apis",
            "/apis/authorization.k8s.io",
            "/apis/authorization.k8s.io/v1",
            "/apis/metrics.k8s.io",
            "/apis/metrics.k8s.io/v1beta1",
            "/healthz",
            "/livez",
            "/openapi/v3",
            "/openapi/v3/api/v1",
            "/readyz",
            "/version");

    /** What {@code kubectl get all} means. */
    private static final Set<String> ALL = Set.of("pods", "services");

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private static final List<String> VERBS_ONE_BY_ONE =
            VERBS.stream().filter(verb -> !verb.equals("deletecollection")).toList();

    private Discovery() {}

    static Map<String, Object> version() {
        Map<String, Object> version = new TreeMap<>();
        version.put("major", "1");
        version.put("minor", "33");
        version.put("gitVersion", VERSION + "+etlbed");
        version.put("gitCommit", "");
        version.put("gitTreeState", "clean");
        version.put("buildDate", "2025-04-23T13:06:00Z");
        version.put("goVersion", "none");
        version.put("compiler", "javac");
        version.put("platform", "linux/" + System.getProperty("os.arch"));
        return version;
    }

    /** The versions of the core group. */
    static Map<String, Object> versions(String address) {
        return Map.of(
                "kind",
                "APIVersions",
                "versions",
                List.of("v1"),
                "serverAddressByClientCIDRs",
                List.of(Map.of("clientCIDR", "0.0.0.0/0", "serverAddress", address)));
    }

    /** The groups besides the core group. */
    static APIGroupList groups() {
        APIGroupList list = new APIGroupList();
        list.setGroups(List.of(AccessReviews.group(), metricsGroup()));
        return list;
    }

    static APIGroup metricsGroup() {
        GroupVersionForDiscovery version = new GroupVersionForDiscovery(MetricsRoutes.VERSION, "v1beta1");
        return new APIGroupBuilder()
                .withName(MetricsRoutes.GROUP)
                .withVersions(version)
                .withPreferredVersion(version)
                .build();
    }

    /** The kinds of the metrics. */
    static APIResourceList metrics() {
        return new APIResourceListBuilder()
                .withGroupVersion(MetricsRoutes.VERSION)
                .withResources(metrics("nodes", "NodeMetrics", false), metrics("pods", "PodMetrics", true))
                .build();
    }

    private static APIResource metrics(String plural, String kind, boolean namespaced) {
        return new APIResourceBuilder()
                .withName(plural)
                .withSingularName("")
                .withKind(kind)
                .withNamespaced(namespaced)
                .withVerbs("get", "list")
                .build();
    }

    /** The kinds of {@code v1}. */
    static APIResourceList resources() {
        List<APIResource> all = new ArrayList<>();
        for (Kind<?> kind : Kinds.all()) {
            all.add(builder(kind)
                    .withName(kind.plural())
                    .withSingularName(kind.singular())
                    .withShortNames(kind.shortNames())
                    .withVerbs(kind.collectionCanBeDeleted() ? VERBS : VERBS_ONE_BY_ONE)
                    .withCategories(ALL.contains(kind.plural()) ? List.of("all") : List.of())
                    .build());
            kind.subresources().forEach(sub -> all.add(subresource(kind, sub)));
        }
        return new APIResourceListBuilder()
                .withGroupVersion("v1")
                .withResources(all)
                .build();
    }

    private static APIResource subresource(Kind<?> kind, String name) {
        APIResourceBuilder builder =
                builder(kind).withName(kind.plural() + "/" + name).withSingularName("");
        return switch (name) {
            case "binding" -> builder.withKind("Binding").withVerbs("create").build();
            case "attach" -> session(builder, "PodAttachOptions");
            case "exec" -> session(builder, "PodExecOptions");
            case "portforward" -> session(builder, "PodPortForwardOptions");
            case "eviction" ->
                builder.withGroup("policy")
                        .withVersion("v1")
                        .withKind("Eviction")
                        .withVerbs("create")
                        .build();
            case "log" -> builder.withVerbs("get").build();
            case "finalize" -> builder.withVerbs("update").build();
            default -> builder.withVerbs("get", "patch", "update").build();
        };
    }

    private static APIResource session(APIResourceBuilder builder, String kind) {
        return builder.withKind(kind).withVerbs("create", "get").build();
    }

    private static APIResourceBuilder builder(Kind<?> kind) {
        return new APIResourceBuilder().withKind(kind.kind()).withNamespaced(kind.namespaced());
    }
}

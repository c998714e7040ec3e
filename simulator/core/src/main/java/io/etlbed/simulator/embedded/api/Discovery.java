package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.kinds.Kinds;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the server says of itself: its version and the kinds it has. */
final class Discovery {

    static final String VERSION = "v1.33.0";

    /** What {@code kubectl get all} means. */
    private static final Set<String> ALL = Set.of("pods", "services");

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private static final List<String> VERBS_ONE_BY_ONE =
            VERBS.stream().filter(verb -> !verb.equals("deletecollection")).toList();

    /** Every version of every group, the core group first. */
    static final List<GroupVersion> GROUP_VERSIONS = groupVersions();

    /** Where something is to be found. */
    static final Set<String> PATHS = paths();

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

    private static List<GroupVersion> groupVersions() {
        List<GroupVersion> all = new ArrayList<>();
        for (String apiVersion : Kinds.apiVersions()) {
            List<Kind<?>> kinds = Kinds.of(apiVersion);
            String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
            all.add(new GroupVersion(kinds.get(0).group(), version, resources(kinds)));
        }
        all.add(Reviews.AUTHENTICATION);
        all.add(Reviews.AUTHORIZATION);
        all.add(MetricsRoutes.GROUP_VERSION);
        return List.copyOf(all);
    }

    /** The groups besides the core group. */
    static APIGroupList groups() {
        APIGroupList list = new APIGroupList();
        list.setGroups(named().map(GroupVersion::asGroup).toList());
        return list;
    }

    /** The versions of groups other than the core group, which has no name. */
    static Stream<GroupVersion> named() {
        return GROUP_VERSIONS.stream().filter(each -> !each.group().isEmpty());
    }

    private static Set<String> paths() {
        Set<String> paths = new TreeSet<>(List.of("/api", "/apis", "/healthz", "/livez", "/readyz", "/version"));
        GROUP_VERSIONS.forEach(each -> paths.add(each.path()));
        named().forEach(each -> paths.add(each.groupPath()));
        paths.add("/openapi/v3");
        return Collections.unmodifiableSet(paths);
    }

    private static List<APIResource> resources(List<Kind<?>> kinds) {
        List<APIResource> all = new ArrayList<>();
        for (Kind<?> kind : kinds) {
            all.add(builder(kind)
                    .withName(kind.plural())
                    .withSingularName(kind.singular())
                    .withShortNames(kind.shortNames())
                    .withVerbs(kind.collectionCanBeDeleted() ? VERBS : VERBS_ONE_BY_ONE)
                    .withCategories(ALL.contains(kind.plural()) ? List.of("all") : List.of())
                    .build());
            kind.subresources().forEach(sub -> all.add(subresource(kind, sub)));
        }
        return all;
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
            case "token" ->
                builder.withGroup("authentication.k8s.io")
                        .withVersion("v1")
                        .withKind("TokenRequest")
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

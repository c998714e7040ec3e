package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.kinds.Kinds;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a path names below the root of an API version, such as {@code /api/v1/}.
 *
 * @param namespace null where the path names none
 * @param name null for all objects
 * @param subresource such as {@code status}; null for the object itself
 */
record ResourcePath(
        Kind<?> kind,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable String subresource) {

    private static final String NAMESPACES = "namespaces";

    /** @throws ApiStatusException 404 if no such path exists */
    static ResourcePath parse(String path) {
        String version = Kinds.apiVersions().stream()
                .filter(each -> path.startsWith(root(each)))
                .findFirst()
                .orElseThrow(Errors::noSuchPath);
        List<String> parts = List.of(path.substring(root(version).length()).split("/", -1));
        parts = parts.stream().map(ResourcePath::decoded).toList();
        boolean within = parts.get(0).equals(NAMESPACES)
                && parts.size() >= 3
                && Kinds.byPlural(version, parts.get(2)).isPresent();
        return within ? of(version, parts.subList(2, parts.size()), parts.get(1)) : of(version, parts, null);
    }

    /** One segment, whose percent signs are looked at after the slashes: no segment becomes two, or another one's parent. */
    private static String decoded(String segment) {
        // Only in queries a plus sign is a space.
        String decoded = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (decoded.isEmpty() || decoded.equals(".") || decoded.equals("..") || decoded.contains("/")) {
            throw Errors.noSuchPath();
        }
        return decoded;
    }

    /** What each path of an API version begins with. */
    static String root(String apiVersion) {
        return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion + "/";
    }

    /** The name where the route implies that there is one. */
    String requireName() {
        return Objects.requireNonNull(name, "this path names one object");
    }

    /** The namespace of an object whose kind has them. */
    String requireNamespace() {
        return Objects.requireNonNull(namespace, "this path names a namespace");
    }

    boolean isSubresource(String which) {
        return which.equals(subresource);
    }

    /** Whether it names an object, or the status of one: both are the whole object to a reader. */
    boolean isObjectOrStatus() {
        return subresource == null || subresource.equals("status");
    }

    private static ResourcePath of(String version, List<String> parts, @Nullable String namespace) {
        Kind<?> kind = Kinds.byPlural(version, parts.get(0)).orElseThrow(Errors::noSuchPath);
        String name = parts.size() > 1 ? parts.get(1) : null;
        String subresource = parts.size() > 2 ? parts.get(2) : null;
        boolean misplaced = kind.namespaced() ? namespace == null && name != null : namespace != null;
        boolean unknown = subresource != null && !kind.subresources().contains(subresource);
        if (misplaced || unknown || parts.size() > 3) {
            throw Errors.noSuchPath();
        }
        return new ResourcePath(kind, namespace, name, subresource);
    }
}

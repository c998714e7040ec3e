package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.http.Exchange;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The nodes of a cluster, by id, with the URLs at which they are reached.
 */
public record ClusterMap(Map<String, URI> proxies, Map<String, URI> targets) {

    static ClusterMap of(Exchange answer) {
        Expect.status(answer, 200, "the cluster map");
        JsonNode tree = Expect.json(
                answer,
                map -> map.path("tmap").isObject() && map.path("pmap").isObject(),
                "a cluster map with 'pmap' and 'tmap'");
        return new ClusterMap(urls(answer, tree.path("pmap")), urls(answer, tree.path("tmap")));
    }

    private static Map<String, URI> urls(Exchange answer, JsonNode nodes) {
        Map<String, URI> urls = new TreeMap<>();
        nodes.properties().forEach(node -> {
            String url = node.getValue().path("public_net").path("direct_url").asText();
            try {
                urls.put(node.getKey(), URI.create(url));
            } catch (IllegalArgumentException e) {
                throw CheckFailed.at(answer, "the URL of " + node.getKey() + " as 'public_net.direct_url'");
            }
        });
        return urls;
    }

    /** The target that a redirect led to. */
    public Optional<String> targetAt(URI place) {
        return targets.entrySet().stream()
                .filter(target -> same(target.getValue(), place))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether a node of the cluster is there, and nothing else. */
    public boolean holds(URI place) {
        return targetAt(place).isPresent() || proxies.values().stream().anyMatch(proxy -> same(proxy, place));
    }

    private static boolean same(URI node, URI place) {
        return node.getHost().equals(place.getHost()) && node.getPort() == place.getPort();
    }
}

package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.etl.Targets;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.Snode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Calls to other nodes of the cluster. */
final class NodeCalls implements Targets {

    private final NodeState node;
    private final NodeClient client;
    private final Supplier<Map<String, String>> ofPrimary;

    /** @param ofPrimary headers of calls that a target takes only from the present primary */
    NodeCalls(NodeState node, NodeClient client, Supplier<Map<String, String>> ofPrimary) {
        this.node = node;
        this.client = client;
        this.ofPrimary = ofPrimary;
    }

    @Override
    public List<String> ids() {
        return node.map().tmap().values().stream()
                .filter(target -> !target.has(Snode.MAINTENANCE))
                .map(Snode::daemon_id)
                .toList();
    }

    @Override
    public ControlResponse call(String targetId, String method, String path, byte[] body)
            throws IOException, InterruptedException {
        Snode target = node.map().tmap().get(targetId);
        if (target == null) {
            throw new AisException(404, "unknown target \"" + targetId + "\"");
        }
        return call(target, method, path, ofPrimary.get(), body);
    }

    ControlResponse call(Snode to, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        return client.call(URI.create(to.url()), method, path, withCaller(headers), body);
    }

    /** The same without waiting; fails with an {@link IOException} where there is no answer in time. */
    CompletableFuture<ControlResponse> send(
            Snode to, String method, String path, Map<String, String> headers, byte[] body, Duration limit) {
        return client.send(URI.create(to.url()), method, path, withCaller(headers), body, limit);
    }

    private Map<String, String> withCaller(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(Header.CALLER_ID, node.id());
        return all;
    }

    /** Hands a call on as it is, and its answer back; 502 where the node cannot be reached. */
    ControlResponse forward(String url, ControlRequest request, List<String> path) throws InterruptedException {
        try {
            return client.call(
                    URI.create(url), request.method(), path(path, request.query()), headers(request), request.body());
        } catch (IOException | IllegalArgumentException e) {
            throw new AisException(502, node.printed() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Hands a call on to the primary, and waits for its answer as long as it is the primary.
     *
     * @throws IOException if it cannot be reached, or was lost before it answered
     */
    ControlResponse handOn(Snode primary, ControlRequest request) throws IOException, InterruptedException {
        return client.callWhile(
                () -> node.map().proxy_si().equals(primary),
                URI.create(primary.url()),
                request.method(),
                path(request.path(), request.query()),
                headers(request),
                request.body());
    }

    private Map<String, String> headers(ControlRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("accept", "content-type")) {
            request.header(name).ifPresent(value -> headers.put(name, value));
        }
        headers.put(Header.CALLER_ID, node.id());
        return headers;
    }

    private static String path(List<String> segments, Map<String, String> query) {
        String path = segments.stream().map(PercentCoding::encode).collect(Collectors.joining("/", "/", ""));
        String parameters = query.entrySet().stream()
                .map(parameter ->
                        PercentCoding.encode(parameter.getKey()) + "=" + PercentCoding.encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }
}

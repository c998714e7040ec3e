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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls to other nodes of the cluster. */
final class NodeCalls implements Targets {

    private final NodeState node;
    private final NodeClient client;

    NodeCalls(NodeState node, NodeClient client) {
        this.node = node;
        this.client = client;
    }

    @Override
    public List<String> ids() {
        return List.copyOf(node.map().tmap().keySet());
    }

    @Override
    public ControlResponse call(String targetId, String method, String path, byte[] body)
            throws IOException, InterruptedException {
        Snode target = node.map().tmap().get(targetId);
        if (target == null) {
            throw new AisException(404, "unknown target \"" + targetId + "\"");
        }
        return call(target, method, path, Map.of(), body);
    }

    ControlResponse call(Snode to, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(headers);
        all.put(Header.CALLER_ID, node.id());
        return client.call(URI.create(to.url()), method, path, all, body);
    }

    /** Hands a call on as it is, and its answer back; 502 where the node cannot be reached. */
    ControlResponse forward(String url, ControlRequest request, List<String> path) throws InterruptedException {
        Map<String, String> headers = new HashMap<>();
        for (String name : List.of("accept", "content-type")) {
            request.header(name).ifPresent(value -> headers.put(name, value));
        }
        headers.put(Header.CALLER_ID, node.id());
        try {
            return client.call(URI.create(url), request.method(), path(path, request.query()), headers, request.body());
        } catch (IOException | IllegalArgumentException e) {
            throw new AisException(502, node.printed() + ": " + e.getMessage(), e);
        }
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

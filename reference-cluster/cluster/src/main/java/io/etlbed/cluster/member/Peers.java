package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.Stamp;
import io.etlbed.cluster.wire.Standing;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other nodes of the cluster, as this one calls them. */
final class Peers {

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final NodeState node;
    private final NodeClient client;
    private final ClusterSecret secret;
    private final NodeMeta meta;
    /** Nodes that have called from where the map does not have them yet. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** @param asOf the map at that time; a newer one knows better */
    private record Seen(Snode node, Stamp asOf) {}

    Peers(NodeState node, NodeClient client, ClusterSecret secret, NodeMeta meta) {
        this.node = node;
        this.client = client;
        this.secret = secret;
        this.meta = meta;
    }

    /** Remembers where a node says that it is. */
    void note(Snode other) {
        seen.put(other.daemon_id(), new Seen(other, meta.stamps().map()));
    }

    /** A node of the map, where it was last seen. */
    Snode current(Snode known) {
        Seen last = seen.get(known.daemon_id());
        return last == null || meta.stamps().map().after(last.asOf()) ? known : last.node();
    }

    /** All nodes of the map but this one. */
    List<Snode> others(Smap map) {
        List<Snode> others = new ArrayList<>(map.tmap().values());
        others.addAll(map.pmap().values());
        others.removeIf(other -> other.daemon_id().equals(node.id()));
        return others;
    }

    CompletableFuture<ControlResponse> send(Snode to, String method, String path, byte[] body, Duration limit) {
        return send(URI.create(current(to).url()), method, path, body, limit);
    }

    CompletableFuture<ControlResponse> send(URI to, String method, String path, byte[] body, Duration limit) {
        Map<String, String> headers = new HashMap<>(secret.header());
        headers.put(Header.CALLER_ID, node.id());
        return client.send(to, method, path, headers, body, limit);
    }

    /** How nodes see the cluster, by their ids; without those that do not answer. */
    Map<String, Standing> standings(Collection<Snode> nodes, Duration limit) throws InterruptedException {
        Map<String, Standing> answers =
                ask(List.copyOf(nodes), "GET", VoteHandler.PATH, new byte[0], limit, Standing.class);
        // A port may belong to somebody else by now.
        answers.entrySet()
                .removeIf(each -> !each.getKey().equals(each.getValue().id()));
        return answers;
    }

    /** Asks several nodes the same at once; those that answer as expected, by their ids. */
    <T> Map<String, T> ask(List<Snode> nodes, String method, String path, byte[] body, Duration limit, Class<T> type)
            throws InterruptedException {
        Map<String, CompletableFuture<ControlResponse>> calls = new LinkedHashMap<>();
        nodes.forEach(to -> calls.put(to.daemon_id(), send(to, method, path, body, limit)));
        Map<String, T> answers = new LinkedHashMap<>();
        for (Map.Entry<String, CompletableFuture<ControlResponse>> call : calls.entrySet()) {
            try {
                read(call.getValue().get(), type).ifPresent(answer -> answers.put(call.getKey(), answer));
            } catch (ExecutionException e) {
                LOG.debug("{} does not answer", call.getKey(), e);
            }
        }
        return answers;
    }

    private static <T> Optional<T> read(ControlResponse answer, Class<T> type) {
        if (answer.status() != 200) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(answer.body(), type));
        } catch (AisException e) {
            LOG.warn("an answer of another node cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }
}

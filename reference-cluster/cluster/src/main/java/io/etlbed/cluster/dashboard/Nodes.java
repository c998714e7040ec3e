package io.etlbed.cluster.dashboard;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.Causes;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.data.NotConnectedException;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.ErrorBody;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Asks the nodes of the cluster. Who is slow is taken for what it was when it was heard last, for a while; who cannot be reached, or
 * is slow for longer, is left out.
 */
final class Nodes {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MALFORMED = 502;

    private final NodeState node;
    private final NodeClient client;
    private final Map<String, Last> last = new ConcurrentHashMap<>();

    Nodes(NodeState node, NodeClient client) {
        this.node = node;
        this.client = client;
    }

    /** What a node said, or why it said nothing. */
    sealed interface Heard {

        /** It does this. */
        record Activity(NodeActivity activity) implements Heard {}

        /** It has not answered, or not with what was asked for. */
        record Silence(String why) implements Heard {}
    }

    /** What was heard last. */
    private record Last(Heard.Activity heard, long nanos) {}

    /**
     * What each does, by its id; those that are known to be lost are not asked.
     *
     * @throws AisException 503 while this node starts
     */
    CompletableFuture<Map<String, Heard>> activities() {
        Smap map = node.map();
        last.keySet().removeIf(id -> map.node(id).isEmpty());
        Map<String, CompletableFuture<Heard>> asked = new LinkedHashMap<>();
        Stream.concat(map.pmap().values().stream(), map.tmap().values().stream())
                .filter(each -> !node.lost().contains(each.daemon_id()))
                .forEach(each -> asked.put(each.daemon_id(), activity(each)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    Map<String, Heard> heard = new LinkedHashMap<>();
                    asked.forEach((id, answer) -> heard.put(id, answer.join()));
                    return heard;
                });
    }

    private CompletableFuture<Heard> activity(Snode to) {
        return get(to, "/v1/activity", PATIENCE)
                .<Heard>thenApply(body -> {
                    Heard.Activity heard = new Heard.Activity(Json.read(body, NodeActivity.class));
                    last.put(to.daemon_id(), new Last(heard, System.nanoTime()));
                    return heard;
                })
                .exceptionally(failure -> instead(to, Causes.of(failure)));
    }

    private Heard instead(Snode of, Throwable failure) {
        Last before = last.get(of.daemon_id());
        boolean slow = !(failure instanceof NotConnectedException || failure instanceof AisException);
        return slow && before != null && System.nanoTime() - before.nanos() < REMEMBERED.toNanos()
                ? before.heard()
                : new Heard.Silence(String.valueOf(failure.getMessage()));
    }

    /**
     * The body of an answer of a target.
     *
     * @return fails with what it has said, where that was an error
     * @throws AisException 404 where there is no such target
     */
    CompletableFuture<byte[]> ofTarget(String id, String path, Duration limit) {
        Snode target = node.map().tmap().get(id);
        if (target == null) {
            throw new AisException(404, "unknown target \"" + id + "\"");
        }
        return get(target, path, limit);
    }

    private CompletableFuture<byte[]> get(Snode to, String path, Duration limit) {
        return client.send(URI.create(to.url()), "GET", path, Map.of(Header.CALLER_ID, node.id()), new byte[0], limit)
                .thenApply(succeeded(to));
    }

    private static Function<ControlResponse, byte[]> succeeded(Snode from) {
        return answer -> {
            if (answer.status() == 200) {
                return answer.body();
            }
            throw new AisException(answer.status(), message(from, answer));
        };
    }

    private static String message(Snode from, ControlResponse answer) {
        try {
            return Json.read(answer.body(), ErrorBody.class).message();
        } catch (AisException e) {
            throw new AisException(MALFORMED, from.daemon_id() + " answered " + answer.status(), e);
        }
    }
}

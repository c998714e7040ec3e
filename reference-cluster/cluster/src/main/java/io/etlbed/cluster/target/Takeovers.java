package io.etlbed.cluster.target;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.member.ClusterSecret;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.Migration;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.Stamp;
import io.etlbed.cluster.wire.StampedMap;
import io.etlbed.cluster.wire.UnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Objects that belong here now, and may be on others still: before one is used here, they are asked to hand it over. */
final class Takeovers {

    /** For a large object; one that breaks off ends the call at once. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** More are forgotten, and asked for again. */
    private static final int REMEMBERED = 100_000;

    private final NodeState node;
    private final NodeClient client;
    private final ClusterSecret secret;
    private final Map<Takeover, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private volatile Period period = new Period(Stamp.NONE, Set.of());

    /** Of an object, after that change. */
    private record Takeover(ObjectKey key, Stamp since) {}

    /**
     * @param since as long as nothing has changed where objects belong
     * @param done objects that all others have given up
     */
    private record Period(Stamp since, Set<ObjectKey> done) {}

    Takeovers(NodeState node, NodeClient client, ClusterSecret secret) {
        this.node = node;
        this.client = client;
        this.secret = secret;
    }

    /** Whether all others have given the object up, since that change. */
    boolean isDone(ObjectKey key, Stamp since) {
        Period now = period;
        return now.since().equals(since) && now.done().contains(key);
    }

    /**
     * Has an object handed over by all that may have it.
     *
     * @param map by which it belongs here
     * @return is done when the newest there is of it is here; fails with {@link UnavailableException} where one of them does
     *     not answer
     */
    CompletableFuture<Void> takeOver(ObjectName name, ObjectKey key, List<Snode> holders, StampedMap map) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        Takeover takeover = new Takeover(key, map.moving().map(Migration::since).orElse(Stamp.NONE));
        CompletableFuture<Void> before = running.putIfAbsent(takeover, result);
        if (before != null) {
            return before;
        }
        CompletableFuture<?>[] calls = holders.stream()
                .map(holder -> ask(holder, name, key, map.stamp()))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> unused = CompletableFuture.allOf(calls).whenComplete((done, failure) -> {
            if (failure == null) {
                remember(key, takeover.since());
            }
            running.remove(takeover);
            if (failure == null) {
                result.complete(null);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private synchronized void remember(ObjectKey key, Stamp since) {
        if (!period.since().equals(since) || period.done().size() >= REMEMBERED) {
            if (period.since().after(since)) {
                return;
            }
            period = new Period(since, ConcurrentHashMap.newKeySet());
        }
        period.done().add(key);
    }

    private CompletableFuture<Void> ask(Snode holder, ObjectName name, ObjectKey key, Stamp map) {
        Map<String, String> headers = new HashMap<>(secret.header());
        headers.put(Header.CALLER_ID, node.id());
        return client.send(
                        URI.create(holder.url()),
                        "POST",
                        HandoverPath.of(key.bid(), name, map).raw(),
                        headers,
                        new byte[0],
                        LONGEST)
                .handle((answer, failure) -> {
                    if (failure != null) {
                        throw refused(name, holder, String.valueOf(failure.getMessage()));
                    }
                    if (answer.status() != 200) {
                        throw refused(name, holder, text(answer));
                    }
                    return null;
                });
    }

    private UnavailableException refused(ObjectName name, Snode holder, String why) {
        return new UnavailableException(
                node.printed() + ": ais://" + name.bucket() + "/" + name.object() + " may still be on target "
                        + holder.daemon_id() + ", which does not hand it over: " + why,
                1);
    }

    private static String text(ControlResponse answer) {
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8).strip();
    }
}

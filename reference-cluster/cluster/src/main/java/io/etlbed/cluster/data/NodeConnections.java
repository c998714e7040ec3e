package io.etlbed.cluster.data;

import io.netty.channel.Channel;
import java.net.URI;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Connections between two control calls to a node, where they cost much to make: a handshake of TLS is dearer than most calls, and
 * nodes look after each other several times a second.
 */
final class NodeConnections {

    private final Map<URI, Deque<Channel>> idle = new ConcurrentHashMap<>();

    /** One that is idle; whoever takes it has it alone. */
    Optional<Channel> take(URI node) {
        Deque<Channel> known = idle.get(node);
        Channel ready = known == null ? null : known.pollLast();
        while (ready != null && !ready.isActive()) {
            ready = known.pollLast();
        }
        return Optional.ofNullable(ready);
    }

    void give(URI node, Channel channel) {
        idle.computeIfAbsent(node, key -> new ConcurrentLinkedDeque<>()).addLast(channel);
    }

    /** Whether it was still idle; nobody gets it any more. */
    boolean remove(URI node, Channel channel) {
        Deque<Channel> known = idle.get(node);
        return known != null && known.remove(channel);
    }
}

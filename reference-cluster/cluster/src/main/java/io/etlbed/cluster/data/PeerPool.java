package io.etlbed.cluster.data;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node's connections to its pods, or to other nodes, apart for each event loop. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class PeerPool implements AutoCloseable {

    private static final int DIALERS = 16;

    private record Key(EventLoop loop, Peer peer) {}

    private final PodDialer dialer;
    private final Workers dialers;
    private final int limit;
    private final Optional<NodeTls> tls;
    private final Map<Key, PeerLane> lanes = new ConcurrentHashMap<>();
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    /** @param tls how the peers are spoken to; empty for plain HTTP */
    PeerPool(PodDialer dialer, String name, ServerLimits limits, int loops, Optional<NodeTls> tls) {
        this.dialer = dialer;
        this.dialers = new Workers(name, DIALERS, limits.queue());
        this.tls = tls;
        this.limit = Math.max(1, limits.podConnections() / loops);
    }

    /** To be called on the loop. */
    PeerLane lane(EventLoop loop, Peer peer) {
        return lanes.computeIfAbsent(new Key(loop, peer), key -> new PeerLane(this, loop, peer, limit));
    }

    void forget(EventLoop loop, Peer peer) {
        lanes.remove(new Key(loop, peer));
    }

    /** Every connection, to be closed with the node. */
    Set<Channel> open() {
        return open;
    }

    Optional<NodeTls> tls() {
        return tls;
    }

    PodDialer dialer() {
        return dialer;
    }

    Workers dialers() {
        return dialers;
    }

    @Override
    public void close() {
        dialers.close();
        open.forEach(Channel::close);
    }
}

package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlHandler;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the connections of a server share.
 *
 * @param node as errors name it, such as {@code t[t0abcdefgh]}
 * @param ownWorkers for calls among nodes
 * @param pods connections to pods of this node
 * @param peers connections to other targets
 * @param controlBytes held by control calls that are being read
 * @param open connections of clients
 */
record ServerContext(
        String node,
        DataService service,
        ControlHandler control,
        Workers workers,
        Workers ownWorkers,
        ServerLimits limits,
        PeerPool pods,
        PeerPool peers,
        AtomicLong controlBytes,
        Set<Channel> open) {

    /** The same node with another answer to what is asked. */
    ServerContext with(DataService other) {
        return new ServerContext(node, other, control, workers, ownWorkers, limits, pods, peers, controlBytes, open);
    }
}

package io.etlbed.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Where a node is reached, where that is not where it listens: behind a mapping of ports, for example. */
@FunctionalInterface
public interface NodeAddress {

    /**
     * Called when a node has begun to listen, and again when it does so after a restart.
     *
     * @param id of the node
     * @param proxy whether it is a proxy, not a target
     * @param listening where it listens
     * @return where clients, pods and other nodes are to connect
     */
    InetSocketAddress of(String id, boolean proxy, InetSocketAddress listening) throws IOException;
}

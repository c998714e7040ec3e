package io.etlbed.cluster.data;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Opens connections to pods. Where the cluster runs beside its Kubernetes this leads straight into the pod's own network;
 * elsewhere the address is one that the host routes (a node port).
 */
@FunctionalInterface
public interface PodDialer {

    /**
     * @param host address of the pod, or of a node
     * @param port 1–65535
     * @return a connected channel in blocking mode; the caller closes it
     */
    SocketChannel dial(String host, int port) throws IOException;

    /** To addresses that this host routes. */
    static PodDialer routed() {
        return (host, port) -> SocketChannel.open(new InetSocketAddress(host, port));
    }
}

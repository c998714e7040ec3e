package io.etlbed.simulator;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Sockets inside a pod's own network, opened by this JVM without a process between. A pod's address means something in
 * its own network alone: two pods may listen on port 80 at once, and nothing on the host sees either.
 */
public interface PodNetwork {

    /**
     * Opens a connection to a port that a pod listens on.
     *
     * @param podIp the pod's address, {@code status.podIP}
     * @param port 1–65535
     * @return a connected channel in blocking mode; the caller closes it
     * @throws IOException if no such pod runs, or nothing in it listens on the port
     */
    SocketChannel connect(String podIp, int port) throws IOException;

    /**
     * Opens a listener inside a pod's network, for what the pod is to reach outside of it.
     *
     * <p>A container that is Java code of this JVM has the host's loopback for its own: there the listener is one of the
     * host's, on 127.0.0.1. Where the port is taken on the host, the container reaches whoever has it, most often the caller
     * itself; the listener then gets some other port, and nobody comes to it.
     *
     * @param podIp the pod's address, {@code status.podIP}
     * @param port 1–65535, or 0 for any free port of the pod
     * @return a bound channel in blocking mode; the caller closes it
     * @throws IOException if no such pod runs, or the port is taken in it
     */
    ServerSocketChannel listen(String podIp, int port) throws IOException;
}

package io.etlbed.simulator.embedded.api;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** The ports of one pod. */
@FunctionalInterface
interface PodPorts {

    /**
     * Opens a connection, which the caller closes.
     *
     * @throws IOException if nothing listens there
     */
    SocketChannel connect(int port) throws IOException;
}

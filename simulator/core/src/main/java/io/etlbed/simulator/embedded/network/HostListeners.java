package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/** Listeners for pods without a network of their own: such a pod reaches 127.0.0.1 of the host itself. */
public final class HostListeners {

    private HostListeners() {}

    /**
     * Listens where the pod reaches it. Where the port is taken on the host, the pod reaches whoever has it, which is what a
     * listener that only passes on to that port is for: the one that is returned then has some other port, and nobody comes
     * to it.
     */
    public static ServerSocketChannel open(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
        try {
            try {
                return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (BindException taken) {
                return channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            }
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }
}

package io.etlbed.simulator.embedded.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * Ports of the host for services of type NodePort. The API server chooses numbers and asks for each before it answers;
 * whoever forwards them implements this, so that a port that a service shows is really this cluster's.
 */
public interface NodePorts {

    /**
     * Takes a port, and keeps it until it is released.
     *
     * @param port 30000–32767
     * @return false if somebody else has it
     */
    boolean claim(int port);

    /** Gives a claimed port back. */
    void release(int port);

    /** Only looks whether a port is free at the moment, for clusters without a forwarder. */
    static NodePorts unforwarded() {
        return new NodePorts() {
            @Override
            public boolean claim(int port) {
                try (ServerSocketChannel probe = ServerSocketChannel.open()) {
                    probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    return true;
                } catch (IOException e) {
                    return false;
                }
            }

            @Override
            public void release(int port) {}
        };
    }
}

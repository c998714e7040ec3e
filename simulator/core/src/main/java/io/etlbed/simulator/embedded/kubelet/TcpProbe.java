package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.PodNetwork;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Whether a port of the pod accepts connections. */
record TcpProbe(String ip, int port) implements ContainerCheck {

    @Override
    public Optional<String> complaint(PodNetwork network) {
        try (SocketChannel channel = network.connect(ip, port)) {
            return channel.isConnected() ? Optional.empty() : Optional.of("not connected");
        } catch (IOException failure) {
            return Optional.of("dial tcp " + ip + ":" + port + ": " + failure.getMessage());
        }
    }
}

package io.etlbed.simulator.embedded.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ports of a pod as channels of a WebSocket, one connection each: the first port's data is channel 0 and its errors are
 * channel 1, the second has 2 and 3, and so on. Each channel begins with its port, two bytes, the lower one first.
 */
final class ForwardSession implements SocketSession {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardSession.class);

    private final ChannelSocket socket;
    private final List<Integer> ports;
    private final PodPorts pod;
    private final List<PodConnection> connections = new ArrayList<>();
    private final AtomicInteger running;
    private final AtomicBoolean over = new AtomicBoolean();

    ForwardSession(ChannelSocket socket, List<Integer> ports, PodPorts pod) {
        this.socket = socket;
        this.ports = List.copyOf(ports);
        this.pod = pod;
        this.running = new AtomicInteger(ports.size());
        ports.forEach(port -> connections.add(new PodConnection()));
    }

    @Override
    public void begin(Executor threads) {
        try {
            for (int i = 0; i < ports.size(); i++) {
                byte[] port = ByteBuffer.allocate(Short.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort(ports.get(i).shortValue())
                        .array();
                socket.send(2 * i, port);
                socket.send(2 * i + 1, port);
            }
            for (int i = 0; i < ports.size(); i++) {
                int index = i;
                threads.execute(() -> forward(index));
            }
        } catch (IOException | RejectedExecutionException closing) {
            gone();
        }
    }

    @Override
    public void receive(ByteBuffer message) {
        int channel = message.hasRemaining() ? message.get() & 0xFF : -1;
        if (channel >= 0 && channel % 2 == 0 && channel / 2 < connections.size()) {
            connections.get(channel / 2).write(message);
        } else {
            LOG.debug("a message for channel {} is ignored", channel);
        }
    }

    @Override
    public void gone() {
        if (over.compareAndSet(false, true)) {
            connections.forEach(PodConnection::reset);
            socket.disconnect();
        }
    }

    private void forward(int index) {
        try {
            PodConnection connection = connections.get(index);
            if (open(connection, index)) {
                connection.copy((bytes, length) -> socket.send(2 * index, bytes, length));
            }
            if (running.decrementAndGet() == 0 && over.compareAndSet(false, true)) {
                connections.forEach(PodConnection::reset);
                socket.end();
            }
        } catch (IOException clientGone) {
            LOG.debug("nobody takes what a pod sends: {}", clientGone.toString());
            gone();
        }
    }

    private boolean open(PodConnection connection, int index) throws IOException {
        try {
            connection.open(pod, ports.get(index));
            return true;
        } catch (IOException refused) {
            String message = "error forwarding port " + ports.get(index) + " to pod: " + refused.getMessage();
            socket.send(2 * index + 1, message.getBytes(StandardCharsets.UTF_8));
            return false;
        }
    }
}

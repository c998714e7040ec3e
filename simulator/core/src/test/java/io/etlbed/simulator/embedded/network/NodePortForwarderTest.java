package io.etlbed.simulator.embedded.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.network.NodePortForwarder.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NodePortForwarderTest {

    private static final int MEGABYTE = 1 << 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final ServerSocketChannel pod = openListener();
    private NodePortForwarder forwarder = forwarderTo(List.of());

    @BeforeEach
    void forward() throws IOException {
        pod.bind(new InetSocketAddress(loopback, 0));
        forwarder = forwarderTo(List.of(new Backend("10.244.1.2", 80)));
    }

    @AfterEach
    void stop() throws IOException {
        forwarder.close();
        pod.close();
        threads.shutdownNow();
    }

    @Test
    void bytes_are_copied_both_ways_at_once_and_each_end_is_passed_on() throws Exception {
        byte[] question = random(1, 3 * MEGABYTE);
        byte[] answer = random(2, 5 * MEGABYTE);
        int port = claimAny();
        try (SocketChannel client = SocketChannel.open(new InetSocketAddress(loopback, port));
                SocketChannel server = pod.accept()) {
            Future<byte[]> answered = threads.submit(() -> readAll(client));
            Future<byte[]> asked = threads.submit(() -> readAll(server));
            send(client, question);
            // The client has said all; the pod hears that, and answers only then.
            assertThat(asked.get(30, TimeUnit.SECONDS)).isEqualTo(question);
            send(server, answer);
            assertThat(answered.get(30, TimeUnit.SECONDS)).isEqualTo(answer);
        }
    }

    @Test
    void a_pod_that_dies_in_the_middle_is_a_reset_and_no_orderly_end() throws Exception {
        int port = claimAny();
        try (SocketChannel client = SocketChannel.open(new InetSocketAddress(loopback, port))) {
            SocketChannel server = pod.accept();
            client.write(ByteBuffer.wrap(new byte[10]));
            Channels.readFully(server, ByteBuffer.allocate(10));
            Channels.reset(server);
            assertThatThrownBy(() -> readAll(client)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void without_a_ready_pod_connections_are_reset() throws Exception {
        forwarder.close();
        forwarder = forwarderTo(List.of());
        int port = claimAny();
        try (SocketChannel client = SocketChannel.open(new InetSocketAddress(loopback, port))) {
            assertThatThrownBy(() -> readAll(client)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_port_that_is_taken_cannot_be_claimed_until_it_is_released() throws Exception {
        int port = claimAny();
        try (NodePortForwarder other = forwarderTo(List.of())) {
            assertThat(other.claim(port)).isFalse();
            forwarder.release(port);
            assertThat(other.claim(port)).isTrue();
        }
    }

    private int claimAny() {
        for (int port = 40_000; port < 41_000; port++) {
            if (forwarder.claim(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private NodePortForwarder forwarderTo(List<Backend> backends) {
        PodNetwork network = new PodNetwork() {
            @Override
            public SocketChannel connect(String podIp, int port) throws IOException {
                return SocketChannel.open(pod.getLocalAddress());
            }

            @Override
            public ServerSocketChannel listen(String podIp, int port) throws IOException {
                throw new IOException("nobody listens here");
            }
        };
        return new NodePortForwarder(network, port -> backends);
    }

    private static ServerSocketChannel openListener() {
        try {
            return ServerSocketChannel.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        Channels.writeFully(channel, ByteBuffer.wrap(bytes));
        channel.shutdownOutput();
    }

    private static byte[] readAll(SocketChannel channel) throws IOException {
        return channel.socket().getInputStream().readAllBytes();
    }
}

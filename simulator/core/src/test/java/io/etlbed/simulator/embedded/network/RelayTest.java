package io.etlbed.simulator.embedded.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayTest {

    private final byte[] token = SecureRandom.getSeed(RelayRequest.TOKEN_BYTES);
    private final Doors doors = new Doors();
    private final RelayServer server = start();

    @AfterEach
    void stop() throws IOException {
        server.close();
        doors.close();
    }

    @Test
    void a_request_for_a_pod_that_is_not_there_is_refused_with_the_reason() throws Exception {
        try (SocketChannel channel = connect()) {
            request("10.244.1.9").send(channel, token);
            assertThatThrownBy(() -> RelayReply.await(channel))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no running pod has the address 10.244.1.9");
        }
    }

    @Test
    void who_does_not_have_the_token_is_not_even_answered() throws Exception {
        try (SocketChannel channel = connect()) {
            request("10.244.1.9").send(channel, new byte[RelayRequest.TOKEN_BYTES]);
            assertThat(channel.read(ByteBuffer.allocate(1))).isNegative();
        }
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            channel.shutdownOutput();
            assertThat(channel.read(ByteBuffer.allocate(1))).isNegative();
        }
    }

    @Test
    void addresses_are_never_looked_up() {
        for (String hostile : new String[] {"localhost", "1.2.3", "300.1.1.1", "10.244.1.2.example.com", "", "::1"}) {
            assertThatThrownBy(() -> Addresses.parse(hostile))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is not an IPv4 address of a pod");
        }
    }

    private RelayServer start() {
        try {
            return RelayServer.start(doors, token);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    }

    private static RelayRequest request(String pod) throws IOException {
        return new RelayRequest(RelayRequest.Kind.CONNECT, Addresses.parse(pod), 80, 0);
    }
}

package io.etlbed.simulator.embedded.api;

import static io.etlbed.simulator.embedded.api.TestServer.pod;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code portforward} message by message; the pod's ports are played by the test. */
class ForwardProtocolTest {

    private static final String POD = "/api/v1/namespaces/default/pods/box/portforward";
    private static final String TUNNEL = "SPDY/3.1+portforward.k8s.io";

    @AutoClose
    private final TestServer at = new TestServer();

    private final RawClient http = new RawClient(at.kubeconfig);
    private ServerSocket listener;

    @BeforeEach
    void start() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        at.store
                .of(Pod.class)
                .create(new PodBuilder(pod("box"))
                        .withNewStatus()
                        .withPodIP("10.0.0.1")
                        .endStatus()
                        .build());
        at.store.of(Pod.class).create(pod("waiting"));
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    @Test
    void each_channel_begins_with_its_port_and_carries_bytes_both_ways() throws Exception {
        int port = listener.getLocalPort();
        RawSocket socket = new RawSocket(true);
        WebSocket client = http.socket(POD + "?ports=" + port, socket, "v4.channel.k8s.io");
        assertThat(socket.next()).containsExactly(0, port & 0xFF, port >> 8);
        assertThat(socket.next()).containsExactly(1, port & 0xFF, port >> 8);
        try (Socket pod = listener.accept()) {
            send(client, "\0hello");
            assertThat(pod.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(UTF_8));
            pod.getOutputStream().write("welcome".getBytes(UTF_8));
            assertThat(new String(socket.next(), UTF_8)).isEqualTo("\0welcome");
            send(client, "\u0001not mine to write");
            send(client, "\u0009nobody's");
            send(client, "");
        }
        assertThat(socket.closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void a_port_where_nothing_listens_is_an_error_of_its_own() throws Exception {
        int port = listener.getLocalPort();
        listener.close();
        RawSocket socket = new RawSocket(true);
        http.socket(POD + "?ports=" + port, socket, "portforward.k8s.io");
        assertThat(socket.next()).hasSize(3);
        assertThat(socket.next()).hasSize(3);
        assertThat(new String(socket.next(), UTF_8)).startsWith("\u0001error forwarding port " + port + " to pod: ");
        assertThat(socket.closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void a_client_that_leaves_breaks_its_connections() throws Exception {
        WebSocket client =
                http.socket(POD + "?ports=" + listener.getLocalPort(), new RawSocket(true), "v4.channel.k8s.io");
        try (Socket pod = listener.accept()) {
            client.abort();
            assertThatThrownBy(() -> pod.getInputStream().read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void a_tunnel_ends_where_no_spdy_comes_out_of_it() throws Exception {
        // By hand: this protocol has a name that Java's client does not let pass.
        try (SSLSocket socket =
                (SSLSocket) http.tls.getSocketFactory().createSocket("127.0.0.1", http.server.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + POD + """
                     HTTP/1.1
                    Host: localhost
                    Authorization: Bearer %s
                    Connection: Upgrade
                    Upgrade: websocket
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
                    Sec-WebSocket-Protocol: %s

                    """.formatted(http.token, TUNNEL).replace("\n", "\r\n")).getBytes(UTF_8));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            assertThat(head).contains(" 101 ").containsIgnoringCase("Sec-WebSocket-Protocol: " + TUNNEL);
            byte[] masked = {(byte) 0x82, (byte) 0x88, 0, 0, 0, 0, (byte) 0x80, 2, 0, 1, 0, 0, 0, 0};
            socket.getOutputStream().write(masked);
            byte[] close = socket.getInputStream().readNBytes(4);
            assertThat(close[0]).isEqualTo((byte) 0x88);
            assertThat(ByteBuffer.wrap(close).getShort(2)).isEqualTo((short) 1002);
        }
    }

    @Test
    void what_cannot_be_forwarded_is_refused_before_the_upgrade() {
        for (String ports :
                new String[] {"", "?ports=", "?ports=0", "?ports=80,x", "?ports=65536", "?ports=99999999999"}) {
            assertThat(http.upgrade(POD + ports, http.token, "v4.channel.k8s.io"))
                    .as(ports)
                    .isEqualTo(400);
        }
        assertThat(http.upgrade(POD.replace("box", "waiting") + "?ports=80", http.token, "v4.channel.k8s.io"))
                .isEqualTo(400);
        assertThat(http.upgrade(POD.replace("box", "nosuch") + "?ports=80", http.token, "v4.channel.k8s.io"))
                .isEqualTo(404);
        assertThat(http.post(POD, "", "Content-Type", "application/json").body())
                .contains("Upgrade request required");
    }

    private static void send(WebSocket client, String message) {
        client.sendBinary(ByteBuffer.wrap(message.getBytes(UTF_8)), true).join();
    }
}

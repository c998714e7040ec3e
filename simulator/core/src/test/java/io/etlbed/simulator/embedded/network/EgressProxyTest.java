package io.etlbed.simulator.embedded.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.etlbed.simulator.PodNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressProxyTest {

    private final ExecutorService threads = Threads.perTask("egress-test");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            String said = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().containsKey("Proxy-Authorization") + " "
                    + new String(sent, StandardCharsets.UTF_8);
            byte[] body = said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_request_for_another_server_is_passed_on_without_what_is_the_proxys() throws Exception {
        try (EgressProxy proxy = anywhere()) {
            String answer = ask(
                    proxy,
                    "POST http://some.host:" + port() + "/a?b=c HTTP/1.1\r\nHost: some.host\r\nContent-Length: 5\r\n"
                            + "Proxy-Authorization: secret\r\nProxy-Connection: keep-alive\r\n\r\nhello");
            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("POST /a?b=c false hello");
        }
    }

    @Test
    void a_tunnel_passes_on_whatever_comes() throws Exception {
        try (EgressProxy proxy = anywhere()) {
            String answer = ask(
                    proxy,
                    "CONNECT some.host:" + port() + " HTTP/1.1\r\nHost: some.host\r\n\r\n"
                            + "GET /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200")
                    .endsWith("GET /in false ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "0.0.0.0",
                "127.9.9.9",
                "169.254.169.254",
                "[::ffff:127.0.0.1]"
            })
    void the_host_itself_is_not_reached(String host) throws Exception {
        try (EgressProxy proxy = EgressProxy.open(new HostAsPod(), "10.244.0.2", threads)) {
            assertThat(ask(proxy, "GET http://" + host + ":" + port() + "/ HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 Forbidden")
                    .contains("is not open to pods: only other hosts are");
            assertThat(ask(proxy, "CONNECT " + host + ":" + port() + " HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 Forbidden");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "CONNECT some.host HTTP/1.1\r\n\r\n",
                "CONNECT some.host:99999 HTTP/1.1\r\n\r\n",
                "GET ftp://some.host/ HTTP/1.1\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void what_no_proxy_understands_is_refused(String request) throws Exception {
        try (EgressProxy proxy = anywhere()) {
            assertThat(ask(proxy, request)).startsWith("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void a_head_without_an_end_is_refused_when_it_is_too_long() throws Exception {
        try (EgressProxy proxy = anywhere()) {
            // Not a byte more than it reads: what is left unread when it closes would reset the connection.
            String begin = "GET http://some.host/ HTTP/1.1\r\nX: ";
            assertThat(ask(proxy, begin + "x".repeat(32 * 1024 - begin.length())))
                    .startsWith("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void a_server_that_is_not_there_is_told_as_such() throws Exception {
        int nobody = port();
        server.stop(0);
        try (EgressProxy proxy = anywhere()) {
            assertThat(ask(proxy, "CONNECT some.host:" + nobody + " HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 502 Bad Gateway")
                    .contains("some.host:" + nobody + ": Connection refused");
        }
    }

    @Test
    void nobody_is_let_through_when_it_is_closed() throws Exception {
        EgressProxy proxy = anywhere();
        int port = proxyPort(proxy);
        proxy.close();
        assertThatThrownBy(() -> SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .close())
                .isInstanceOf(IOException.class);
    }

    /** Every name is this host. */
    private EgressProxy anywhere() throws IOException {
        return EgressProxy.open(new HostAsPod(), "10.244.0.2", threads, host -> InetAddress.getLoopbackAddress());
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static int proxyPort(EgressProxy proxy) throws IOException {
        Map<String, String> variables = proxy.variables("10.244.0.2", "pod");
        assertThat(variables).containsEntry("no_proxy", "localhost,127.0.0.1,::1,10.244.0.2,pod");
        return Integer.parseInt(variables.get("https_proxy").replace("http://127.0.0.1:", ""));
    }

    private static String ask(EgressProxy proxy, String request) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort(proxy)))) {
            Channels.writeFully(channel, StandardCharsets.ISO_8859_1.encode(request));
            ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
            while (channel.read(answer) >= 0) {
                // until the end
            }
            return StandardCharsets.UTF_8.decode(answer.flip()).toString();
        }
    }

    /** Its network is this host's. */
    private static final class HostAsPod implements PodNetwork {

        @Override
        public SocketChannel connect(String podIp, int port) throws IOException {
            return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }

        @Override
        public ServerSocketChannel listen(String podIp, int port) throws IOException {
            return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }
}

package io.etlbed.simulator.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.PodEgress;
import io.etlbed.simulator.Sandbox;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pods and a server that is not on the host's loopback. */
class EgressIT {

    private static final String CALL = """
            import urllib.request, urllib.error, sys
            for url in sys.argv[1:]:
                try:
                    print(urllib.request.urlopen(url, timeout=20).read().decode())
                except urllib.error.HTTPError as problem:
                    print(problem.code, problem.read().decode().strip())
                except OSError as problem:
                    print(problem)
            """;

    @TempDir
    Path temp;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        Optional<InetAddress> outside = outside();
        assumeTrue(outside.isPresent(), "this host has no address but its loopback");
        server = HttpServer.create(new InetSocketAddress(outside.get(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "from outside".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pods_reach_other_hosts_where_the_network_is_open(Sandbox sandbox) throws Exception {
        assertThat(call(sandbox, PodEgress.OPEN)).startsWith("from outside\n");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void they_reach_their_own_pod_and_not_the_hosts_loopback_then(Sandbox sandbox) throws Exception {
        String[] said = call(sandbox, PodEgress.OPEN).split("\n", -1);
        assertThat(said[1]).contains("Connection refused");
        assertThat(said[2]).startsWith("403 etlbed: 127.0.0.2").contains("only other hosts are");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void pods_reach_nobody_where_it_is_closed(Sandbox sandbox) throws Exception {
        assertThat(call(sandbox, PodEgress.CLOSED))
                .contains("Network is unreachable")
                .doesNotContain("from outside");
    }

    private String call(Sandbox sandbox, PodEgress egress) throws Exception {
        Rungs.assumePresent(sandbox);
        PreparedImage image = Pods.image(temp.resolve("image"));
        int port = server.getAddress().getPort();
        try (PodRuntime runtime = PodRuntimes.start(
                        temp.resolve("pods"), Isolation.BEST.in(sandbox).with(egress));
                PodSandbox pod = runtime.create(Pods.pod("10.244.0.2"))) {
            String host = server.getAddress().getAddress().getHostAddress();
            RunningContainer caller = pod.start(Pods.run(
                    image,
                    "python3",
                    "-c",
                    CALL,
                    "http://" + host + ":" + port,
                    "http://127.0.0.1:" + port,
                    "http://127.0.0.2:" + port));
            caller.exit().get(60, TimeUnit.SECONDS);
            return Pods.text(caller);
        }
    }

    private static Optional<InetAddress> outside() throws IOException {
        List<NetworkInterface> devices = NetworkInterface.networkInterfaces().toList();
        return devices.stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address
                        && !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress())
                .findFirst();
    }
}

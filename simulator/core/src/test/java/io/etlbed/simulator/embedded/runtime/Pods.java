package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.PodNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Small pods for the tests of the runtime. */
final class Pods {

    static final String SERVER = """
            import http.server, os, socket, sys
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def do_GET(self):
                    body = ('%s %s %s' % (socket.gethostname(), os.environ.get('WHO'), self.path)).encode()
                    self.send_response(200)
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            http.server.ThreadingHTTPServer(('', 80), Handler).serve_forever()
            """;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Pods() {}

    /** An image with a Python server in it; the root may hold more. */
    static PreparedImage image(Path root) {
        try {
            Files.createDirectories(root.resolve("app"));
            Files.writeString(root.resolve("app/server.py"), SERVER);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Bundle bundle = new Bundle("test", root, List.of(), List.of(), Map.of(), Set.of("python3"));
        return new PreparedImage(bundle, HostTools.find("python3").stream().toList());
    }

    static SandboxSpec pod(String ip, String... volumes) {
        int number = COUNT.incrementAndGet();
        return new SandboxSpec("pod-" + number, "host-" + number, ip, empty(volumes), false);
    }

    static ContainerSpec run(PreparedImage image, String... command) {
        return confined(image, Confinement.NONE, command);
    }

    static ContainerSpec confined(PreparedImage image, Confinement confinement, String... command) {
        return new ContainerSpec(
                "main",
                image,
                List.of(command),
                environment(image),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                false,
                false,
                Optional.empty(),
                confinement);
    }

    static Map<String, String> environment(PreparedImage image) {
        StringBuilder path = new StringBuilder();
        image.tools().forEach(tool -> path.append(tool.binaries()).append(':'));
        return Map.of("PATH", path + "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "WHO", "me");
    }

    static String text(RunningContainer container) {
        StringBuilder text = new StringBuilder();
        container.log().lines().forEach(line -> text.append(new String(line.text(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    /** Tries until the pod answers or half a minute is over. */
    static String get(PodNetwork network, String ip, String path) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try (SocketChannel channel = network.connect(ip, 80)) {
                return exchange(channel, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }

    static String exchange(SocketChannel channel, String request) throws IOException {
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
        channel.shutdownOutput();
        return readAll(channel);
    }

    static String readAll(SocketChannel channel) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
        while (channel.read(answer) >= 0) {
            // until the end
        }
        return StandardCharsets.UTF_8.decode(answer.flip()).toString();
    }

    static int port(ServerSocketChannel listener) throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    private static Map<String, List<VolumeFile>> empty(String... volumes) {
        return Arrays.stream(volumes).collect(Collectors.toMap(Function.identity(), name -> List.of()));
    }
}

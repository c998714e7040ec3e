package io.etlbed.simulator.embedded.inproc;

import static org.awaitility.Awaitility.await;

import io.etlbed.simulator.embedded.runtime.ContainerSpec;
import io.etlbed.simulator.embedded.runtime.PodSandbox;
import io.etlbed.simulator.embedded.runtime.PreparedHandler;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.SandboxSpec;
import io.etlbed.simulator.embedded.runtime.StartException;
import io.etlbed.simulator.handler.HandlerImage;
import io.etlbed.simulator.handler.HandlerProgram;
import io.etlbed.simulator.handler.RequestHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A runtime with one pod of one container, and raw connections to it. */
final class PodOfHandler implements AutoCloseable {

    static final String IP = "10.244.1.2";
    static final long PATIENCE = 30;

    final InprocRuntime runtime = new InprocRuntime();
    final PodSandbox sandbox = runtime.create(new SandboxSpec("id", "host", IP, Map.of(), true));
    final RunningContainer container;

    private PodOfHandler(HandlerProgram program, List<Integer> ports) throws StartException {
        container = sandbox.start(new ContainerSpec(
                "main",
                new PreparedHandler(new HandlerImage("test/handler", program)),
                List.of("serve", "--fast"),
                Map.of("WHO", "me"),
                Optional.empty(),
                List.of(),
                List.of(),
                ports,
                false));
    }

    static PodOfHandler serving(RequestHandler handler) throws Exception {
        PodOfHandler pod = running(HandlerImage.serving("test/handler", handler).program());
        pod.awaitPort(80);
        return pod;
    }

    static PodOfHandler running(HandlerProgram program, Integer... ports) throws StartException {
        return new PodOfHandler(program, List.of(ports));
    }

    void awaitPort(int port) {
        await().until(() -> runtime.serves(IP, port));
    }

    SocketChannel connect() throws IOException {
        SocketChannel channel = runtime.network().connect(IP, 80);
        channel.socket().setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE));
        return channel;
    }

    /** Sends bytes as they are; what comes until the server closes. */
    String ask(String request) throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, request);
            return readAll(channel);
        }
    }

    static void send(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    static String readAll(SocketChannel channel) throws IOException {
        return new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Reads until so much has come; fails where the server closes before. */
    static String read(SocketChannel channel, String until) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(until) < 0) {
            int next = channel.socket().getInputStream().read();
            if (next < 0) {
                throw new IOException("closed after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    int exitCode() throws Exception {
        return container.exit().get(PATIENCE, TimeUnit.SECONDS);
    }

    String log() {
        StringBuilder text = new StringBuilder();
        container.log().lines().forEach(line -> text.append(new String(line.text(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    @Override
    public void close() {
        runtime.close();
    }
}

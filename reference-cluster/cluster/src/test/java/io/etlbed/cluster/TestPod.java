package io.etlbed.cluster;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A transformer over real HTTP on raw sockets, so that a test can make it do what no library would. */
final class TestPod implements AutoCloseable {

    /** What the transformer does with a request. */
    @FunctionalInterface
    interface Behaviour {

        /** @return whether the connection goes on */
        boolean answer(Call call) throws Exception;
    }

    /** A request whose head has been read. */
    record Call(String method, String path, long length, List<String> headers, InputStream body, OutputStream out) {

        byte[] readBody() throws IOException {
            return body.readNBytes((int) length);
        }

        void skipBody() throws IOException {
            body.skipNBytes(length);
        }

        boolean ok(byte[] data) throws IOException {
            head("200 OK", data.length);
            out.write(data);
            out.flush();
            return true;
        }

        void head(String status, long size) throws IOException {
            text("HTTP/1.1 " + status + "\r\nContent-Length: " + size + "\r\n\r\n");
        }

        void text(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger connections = new AtomicInteger();

    TestPod(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "test-pod");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Methods and paths so far, such as {@code POST /}. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    int connections() {
        return connections.get();
    }

    /** Closes what is open, as an idle timeout of the pod would. */
    void dropConnections() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
            boolean more = true;
            while (more) {
                List<String> head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                String[] line = head.get(0).split(" ", -1);
                seen.add(line[0] + " " + line[1]);
                long length = head.stream()
                        .map(header -> header.toLowerCase(Locale.ROOT))
                        .filter(header -> header.startsWith("content-length: "))
                        .mapToLong(header -> Long.parseLong(header.substring(16)))
                        .findFirst()
                        .orElse(0);
                more = behaviour.answer(new Call(line[0], line[1], length, head, in, socket.getOutputStream()));
            }
        } catch (Exception e) {
            // The other side has gone, or the pod was made to fail.
        } finally {
            open.remove(socket);
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1).strip();
                if (text.isEmpty()) {
                    return lines;
                }
                lines.add(text);
                line.reset();
            } else {
                line.write(c);
            }
        }
        return List.of();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        dropConnections();
    }
}

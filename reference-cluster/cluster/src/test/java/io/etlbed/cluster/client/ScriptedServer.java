package io.etlbed.cluster.client;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers, byte for byte, what a test tells it to: also what no proper server would. */
public final class ScriptedServer implements AutoCloseable {

    /**
     * A request as it came in.
     *
     * @param line such as {@code GET /x HTTP/1.1}
     * @param head all header lines, in lower case
     * @param body what was sent of it
     */
    public record Request(String line, List<String> head, String body) {

        /** The part of the line between method and version. */
        public String target() {
            return line.split(" ", -1)[1];
        }

        public boolean has(String headerLine) {
            return head.contains(headerLine);
        }
    }

    /** Answers a request whose head was read. */
    @FunctionalInterface
    public interface Script {
        void answer(Exchange exchange) throws IOException;
    }

    private final ServerSocket socket;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public ScriptedServer(Script script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    public List<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket connection = socket.accept();
                open.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                List<String> head = new CopyOnWriteArrayList<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    head.add(header.toLowerCase(Locale.ROOT));
                }
                Exchange exchange = new Exchange(line, head, in, connection.getOutputStream(), requests);
                script.answer(exchange);
                if (exchange.closed()) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client, or the test, has gone.
        } finally {
            open.remove(connection);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** One request and its answer. */
    public static final class Exchange {

        private final String line;
        private final List<String> head;
        private final InputStream in;
        private final OutputStream out;
        private final List<Request> requests;
        private String body = "";
        private boolean closed;

        Exchange(String line, List<String> head, InputStream in, OutputStream out, List<Request> requests) {
            this.requests = requests;
            this.line = line;
            this.head = head;
            this.in = in;
            this.out = out;
        }

        public Request request() {
            return new Request(line, List.copyOf(head), body);
        }

        boolean closed() {
            return closed;
        }

        /** Takes the body, if one is sent: the part of a server that wants it. */
        public Exchange takeBody() throws IOException {
            if (head.contains("expect: 100-continue")) {
                write("HTTP/1.1 100 Continue\r\n\r\n");
            }
            for (String header : head) {
                if (header.startsWith("content-length: ")) {
                    byte[] bytes = in.readNBytes(Integer.parseInt(header.substring(16)));
                    if (bytes.length < Integer.parseInt(header.substring(16))) {
                        throw new EOFException("the client has broken off");
                    }
                    body = new String(bytes, StandardCharsets.UTF_8);
                } else if (header.equals("transfer-encoding: chunked")) {
                    body = chunks();
                }
            }
            return this;
        }

        public void answer(int status, String headers, String text) throws IOException {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            raw("HTTP/1.1 " + status + " Status\r\n" + headers + "Content-Length: " + length + "\r\n\r\n" + text);
        }

        /** An answer as it is to go over the wire. The request is on record before the client can know of it. */
        public void raw(String text) throws IOException {
            requests.add(request());
            write(text);
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        public void close() {
            closed = true;
        }

        private String chunks() throws IOException {
            StringBuilder all = new StringBuilder();
            for (int size = size(); size > 0; size = size()) {
                all.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line(in);
            }
            line(in);
            return all.toString();
        }

        private int size() throws IOException {
            return Integer.parseInt(line(in), 16);
        }
    }
}

package io.etlbed.junit.transformer;

import io.etlbed.simulator.handler.HandlerRequest;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One request to a server, by HTTP/1.1 on a connection of its own. It is sent by a thread of its own while the answer is read:
 * a transformer that streams answers before it has all, and the JDK's client reads nothing until it has sent everything.
 */
final class ServerExchange implements AutoCloseable {

    private static final int PIECE = 64 * 1024;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 1000;
    /** Those of one connection. */
    private static final Set<String> HOP = Set.of(
            "connection", "content-length", "expect", "host", "keep-alive", "te", "trailer", "transfer-encoding");

    private final Socket socket;
    private final InputStream in;
    private final Thread sender;
    private int status;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private OptionalLong length = OptionalLong.empty();
    private boolean chunked;

    private ServerExchange(Socket socket, HandlerRequest request, URI url) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), PIECE);
        this.sender = new Thread(() -> send(request, url), "etlbed-to-" + url.getAuthority());
        sender.setDaemon(true);
    }

    /**
     * Asks, and reads the head of the answer.
     *
     * @throws IOException if the server is not there, ends without an answer, or does not speak HTTP
     */
    static ServerExchange of(HandlerRequest request, URI url) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
            ServerExchange exchange = new ServerExchange(socket, request, url);
            exchange.sender.start();
            exchange.readHead();
            return exchange;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int status() {
        return status;
    }

    /** Those that are not of the connection. */
    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** Of the answer; empty where it shows only at its end. */
    OptionalLong length() {
        return length;
    }

    private void send(HandlerRequest request, URI url) {
        try {
            OutputStream out = socket.getOutputStream();
            boolean sized = request.length().isPresent();
            StringBuilder head = new StringBuilder(request.method() + " " + target(request, url) + " HTTP/1.1\r\nHost: "
                    + url.getAuthority() + "\r\nConnection: close\r\n");
            request.headers().forEach((name, values) -> {
                if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value ->
                            head.append(name).append(": ").append(value).append("\r\n"));
                }
            });
            head.append(sized ? "Content-Length: " + request.length().getAsLong() : "Transfer-Encoding: chunked")
                    .append("\r\n\r\n");
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            byte[] piece = new byte[PIECE];
            InputStream body = request.body();
            for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
                if (!sized && count > 0) {
                    out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                out.write(piece, 0, count);
                if (!sized && count > 0) {
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            if (!sized) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
        } catch (IOException halfSent) {
            // The server has answered without having read all, or is gone: the answer, or its absence, tells. A body
            // that
            // breaks off is not to look like a whole one.
            shutDown();
        }
    }

    private void shutDown() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            // Which is all that is wanted.
            return;
        }
    }

    /** The path of the server, where it has one, else that of the request. */
    private static String target(HandlerRequest request, URI url) {
        String path = url.getRawPath();
        return path == null || path.isEmpty() || path.equals("/") ? request.target() : path;
    }

    private void readHead() throws IOException {
        do {
            headers.clear();
            String first = line();
            if (!first.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
                throw new IOException("it does not speak HTTP: \"" + first + "\"");
            }
            status = Integer.parseInt(first.substring(9, 12));
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                if (colon < 1 || headers.size() == MOST_HEADERS) {
                    throw new IOException("its answer has no header in \"" + line + "\"");
                }
                keep(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        } while (status < 200);
    }

    private void keep(String name, String value) throws IOException {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "content-length" -> {
                if (!value.matches("\\d{1,18}")) {
                    throw new IOException("its answer has Content-Length: " + value);
                }
                length = OptionalLong.of(Long.parseLong(value));
            }
            case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).contains("chunked");
            default -> {
                if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.add(Map.entry(name, value));
                }
            }
        }
    }

    /**
     * Copies the body of the answer.
     *
     * @throws IOException also where it breaks off
     */
    void copyTo(OutputStream out) throws IOException {
        if (chunked) {
            for (long left = chunkSize(); left > 0; left = chunkSize()) {
                copy(out, left);
                line();
            }
            return;
        }
        copy(out, length.orElse(Long.MAX_VALUE));
    }

    private long chunkSize() throws IOException {
        String size = line().split(";", 2)[0].strip();
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new IOException("its answer has a chunk of size \"" + size + "\"");
        }
        return Long.parseLong(size, 16);
    }

    private void copy(OutputStream out, long bytes) throws IOException {
        byte[] piece = new byte[PIECE];
        for (long left = bytes; left > 0; ) {
            int count = in.read(piece, 0, (int) Math.min(piece.length, left));
            if (count < 0 && bytes == Long.MAX_VALUE) {
                return;
            }
            if (count < 0) {
                throw new EOFException("its answer breaks off, " + left + " bytes before an end");
            }
            out.write(piece, 0, count);
            left -= count;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException(line.isEmpty() ? "it closes without an answer" : "its answer breaks off");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("its answer has a line of more than " + LONGEST_LINE + " bytes");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** What is still being sent breaks off; the request's body is nobody's any more when this returns. */
    @Override
    public void close() throws IOException {
        socket.close();
        boolean interrupted = false;
        while (sender.isAlive()) {
            try {
                sender.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

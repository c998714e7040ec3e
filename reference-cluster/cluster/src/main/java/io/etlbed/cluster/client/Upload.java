package io.etlbed.cluster.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One PUT of a body of any length, on a connection of its own. The node is asked first ({@code Expect: 100-continue}): a
 * gateway redirects without having seen a byte, and what it refuses it refuses before gigabytes are under way. The JDK's
 * HTTP client cannot be used for it: up to JDK 17 at least it never delivers the body of such a refusal.
 */
final class Upload implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** How long a node may take to say that it wants the body; one that knows no such question says nothing. */
    private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(5);
    /** How long to look for the reason why a node has closed the connection. */
    private static final Duration REASON_TIMEOUT = Duration.ofSeconds(2);

    private static final int CONTINUE = 100;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int BUFFER = 1 << 16;
    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final URI url;
    private final Socket socket;
    private final ReplyReader replies;
    private final OutputStream out;

    private Upload(URI url, Socket socket) throws IOException {
        this.url = url;
        this.socket = socket;
        this.replies = new ReplyReader(new BufferedInputStream(socket.getInputStream()));
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /**
     * @param tls for a node that speaks it
     * @throws IOException also if the node cannot be reached
     */
    static Upload to(URI url, SSLContext tls) throws IOException {
        boolean encrypted = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : encrypted ? 443 : 80;
        // A channel, and not a plain socket: interrupting the thread ends what it waits for.
        SocketChannel channel = SocketChannel.open();
        try {
            String host = url.getHost().replaceAll("[\\[\\]]", "");
            channel.socket().connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
            channel.socket().setTcpNoDelay(true);
            return new Upload(url, encrypted ? encrypted(channel.socket(), tls, host, port) : channel.socket());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket plain, SSLContext tls, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout((int) CONNECT_TIMEOUT.toMillis());
        socket.startHandshake();
        socket.setSoTimeout(0);
        return socket;
    }

    /** Sends a request and its body, and reads the answer. */
    Reply send(String method, Map<String, String> headers, ObjectBody body) throws IOException {
        writeHead(method, headers, body.length());
        Reply first = firstReply();
        if (first.status() != CONTINUE) {
            return replies.withBody(first, LONGEST_TEXT);
        }
        try (InputStream bytes = body.open()) {
            write(bytes, body.length());
        } catch (ConnectionLost e) {
            return reasonFor(e);
        }
        return finalReply();
    }

    /** A node that closes the connection under a body may have said why. */
    private Reply reasonFor(ConnectionLost lost) throws IOException {
        try {
            socket.setSoTimeout((int) REASON_TIMEOUT.toMillis());
            Reply reply = finalReply();
            if (reply.status() >= 300) {
                return reply;
            }
        } catch (IOException e) {
            lost.addSuppressed(e);
        }
        throw lost;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void writeHead(String method, Map<String, String> headers, long length) throws IOException {
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(url.getRawPath())
                .append(url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.getRawAuthority())
                .append("\r\nConnection: close\r\nExpect: 100-continue\r\n")
                .append(length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** 100 also where the node says nothing. */
    private Reply firstReply() throws IOException {
        socket.setSoTimeout((int) QUESTION_TIMEOUT.toMillis());
        try {
            return interimSkipped();
        } catch (SocketTimeoutException e) {
            return new Reply(CONTINUE, HttpHeaders.of(Map.of(), (name, value) -> true), InputStream.nullInputStream());
        } finally {
            socket.setSoTimeout(0);
        }
    }

    private Reply interimSkipped() throws IOException {
        Reply reply = replies.head();
        while (reply.status() < 200 && reply.status() != CONTINUE) {
            reply = replies.head();
        }
        return reply;
    }

    private Reply finalReply() throws IOException {
        Reply reply = interimSkipped();
        while (reply.status() == CONTINUE) {
            reply = interimSkipped();
        }
        return replies.withBody(reply, LONGEST_TEXT);
    }

    private void write(InputStream bytes, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        if (length < 0) {
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                if (count > 0) {
                    emit((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    emit(buffer, count);
                    emit(END_OF_LINE);
                }
            }
            emit(LAST_CHUNK);
        } else {
            long left = length;
            while (left > 0) {
                int count = bytes.readNBytes(buffer, 0, (int) Math.min(left, BUFFER));
                left -= count;
                // The last bytes are held back until it is certain that they are the last.
                if (count == 0 || (left == 0 && bytes.read() >= 0)) {
                    throw new IOException("what is sent had " + length + " bytes and has changed meanwhile");
                }
                emit(buffer, count);
            }
        }
        try {
            out.flush();
        } catch (IOException e) {
            throw new ConnectionLost(url, e);
        }
    }

    private void emit(byte[] bytes) throws ConnectionLost {
        emit(bytes, bytes.length);
    }

    private void emit(byte[] bytes, int count) throws ConnectionLost {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw new ConnectionLost(url, e);
        }
    }

    /** The node, and not the source of the bytes, has failed. */
    private static final class ConnectionLost extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        ConnectionLost(URI url, IOException cause) {
            super(url.getAuthority() + " has closed the connection before the body was sent", cause);
        }
    }
}

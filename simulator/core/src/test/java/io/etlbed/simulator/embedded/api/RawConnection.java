package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

/** A connection over which a test sends whatever it likes, byte by byte. */
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    final SSLSocket socket;
    private final String token;

    RawConnection(RawClient http) {
        token = http.token;
        try {
            Socket plain = new Socket();
            // Who does not read is to be noticed soon.
            plain.setReceiveBufferSize(32 * 1024);
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), http.server.getPort()));
            socket = (SSLSocket) http.tls.getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param headers each ends with CR and LF */
    RawConnection head(String requestLine, String headers) {
        return send(requestLine + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + headers
                + "\r\n");
    }

    RawConnection send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** All that comes until the connection is closed by the server; fails where it is not. */
    String rest() {
        try {
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server does not close the connection", e);
        } catch (IOException e) {
            return "";
        }
    }

    /** The status and headers of one answer. */
    String answerHead() {
        try {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int next = in.read();
            while (next >= 0) {
                head.write(next);
                String text = head.toString(ISO_8859_1);
                if (text.endsWith("\r\n\r\n")) {
                    return text;
                }
                next = in.read();
            }
            return head.toString(ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether the server still has this connection open; nothing is to be read from it then. */
    Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

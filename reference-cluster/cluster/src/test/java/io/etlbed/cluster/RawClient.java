package io.etlbed.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/** A connection on which a test writes what it likes. */
final class RawClient implements AutoCloseable {

    /** An answer: its head as text, and its body. */
    record Answer(int status, String head, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;

    RawClient(URI node) throws IOException {
        socket = new Socket(node.getHost(), node.getPort());
        socket.setSoTimeout(60_000);
    }

    /** By TLS. */
    RawClient(URI node, SSLContext tls) throws IOException {
        socket = tls.getSocketFactory().createSocket(node.getHost(), node.getPort());
        socket.setSoTimeout(60_000);
    }

    RawClient write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next answer; of a HEAD without its body. */
    Answer read(boolean ofHead) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed after \"" + head.toString(StandardCharsets.ISO_8859_1) + "\"");
            }
            head.write(c);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(text.substring(9, 12));
        int length = text.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElse(0);
        return new Answer(status, text, ofHead ? new byte[0] : in.readNBytes(length));
    }

    Answer read() throws IOException {
        return read(false);
    }

    /** How many bytes come before the connection ends in one way or another. */
    long rest() {
        long count = 0;
        byte[] piece = new byte[64 << 10];
        try {
            for (int read = socket.getInputStream().read(piece);
                    read >= 0;
                    read = socket.getInputStream().read(piece)) {
                count += read;
            }
        } catch (IOException e) {
            // Reset: it ended.
        }
        return count;
    }

    /** Whether the other side has closed, after whatever it had still to say. */
    boolean closed() throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

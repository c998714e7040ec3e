package io.etlbed.ci.load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A connection to one node, which serves one call after the other as long as both sides keep it. */
final class Wire implements AutoCloseable {

    /** Bodies up to this size are sent along with their heads; with others a gateway is asked first, as it redirects them. */
    static final int SENT_ALONG = 64 << 10;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(2);
    private static final int CONTINUE = 100;
    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final Socket socket;
    private final OutputStream out;
    private final HeadReader in;
    private final String host;
    private final byte[] piece = new byte[SENT_ALONG];
    private @Nullable BodyStream body;
    private boolean kept = true;
    private boolean used;

    Wire(URI node) throws IOException {
        boolean tls = "https".equals(node.getScheme());
        int port = node.getPort() > 0 ? node.getPort() : tls ? 443 : 80;
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout((int) SILENCE_LIMIT.toMillis());
            plain.connect(new InetSocketAddress(node.getHost(), port), (int) CONNECT_LIMIT.toMillis());
            socket = tls
                    ? ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, node.getHost(), port, true)
                    : plain;
            out = new BufferedOutputStream(socket.getOutputStream(), SENT_ALONG);
            in = new HeadReader(socket.getInputStream());
            host = node.getRawAuthority();
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** Whether a call that has failed met a connection that the node had closed already: one that was kept, and is silent. */
    boolean wasStale() {
        return used && !in.heard();
    }

    /** Whether another call may be sent: the last answer was read, and neither side has had enough. */
    boolean free() {
        return kept && (body == null || body.over());
    }

    /** Sends a call without a body. */
    Answer call(String method, String target, List<String> headers) throws IOException {
        head(method, target, headers);
        out.flush();
        return answer(method);
    }

    /** Sends a body in chunks, as AIStore's clients do who are not told its length. */
    Answer put(String target, List<String> headers, Content content, boolean askFirst) throws IOException {
        head("PUT", target, headers, "Transfer-Encoding: chunked", askFirst ? "Expect: 100-continue" : "");
        if (askFirst) {
            out.flush();
            HeadReader.Head first = in.head();
            if (first.status() != CONTINUE) {
                // The node does not know whether the body comes.
                kept = false;
                return answer("PUT", first);
            }
        }
        try {
            send(content);
        } catch (IOException e) {
            return refusal(e);
        }
        return answer("PUT");
    }

    private void head(String method, String target, List<String> headers, String... more) throws IOException {
        in.expect();
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        for (String header : more) {
            head.append(header).append(header.isEmpty() ? "" : "\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private void send(Content content) throws IOException {
        for (long done = 0; done < content.size(); ) {
            int count = (int) Math.min(piece.length, content.size() - done);
            content.fill(done, piece, 0, count);
            out.write(Integer.toHexString(count).getBytes(StandardCharsets.US_ASCII));
            out.write(END_OF_LINE);
            out.write(piece, 0, count);
            out.write(END_OF_LINE);
            done += count;
        }
        out.write(LAST_CHUNK);
        out.flush();
    }

    /** A node that takes no more of a body may have said why. */
    private Answer refusal(IOException broken) throws IOException {
        try {
            Answer answer = answer("PUT");
            kept = false;
            if (answer.status() >= 300) {
                return answer;
            }
        } catch (IOException silent) {
            broken.addSuppressed(silent);
        }
        throw broken;
    }

    private Answer answer(String method) throws IOException {
        HeadReader.Head head = in.head();
        while (head.status() < 200) {
            head = in.head();
        }
        return answer(method, head);
    }

    private Answer answer(String method, HeadReader.Head head) throws IOException {
        used = true;
        Answer told = new Answer(head.status(), head.headers(), InputStream.nullInputStream());
        BodyStream stream;
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            stream = BodyStream.ofLength(in, 0);
        } else if (head.says("transfer-encoding", "chunked")) {
            stream = BodyStream.inChunks(in);
        } else {
            long length = told.length();
            stream = length < 0 ? BodyStream.toTheEnd(in) : BodyStream.ofLength(in, length);
        }
        body = stream;
        kept &= !head.says("connection", "close") && !stream.endsConnection();
        return new Answer(head.status(), head.headers(), stream);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

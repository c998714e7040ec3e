package io.etlbed.simulator.embedded.inproc;

import io.etlbed.simulator.handler.HandlerAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answer to one request, from its head to its end. */
final class Answer implements HandlerAnswer {

    private static final Set<String> OURS = Set.of("content-length", "transfer-encoding", "connection");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final RequestHead request;
    private final BooleanSupplier closing;
    private final StringBuilder headers = new StringBuilder();
    private boolean typed;
    private boolean last;
    private boolean keepsAlive;
    private @Nullable AnswerBody body;
    private volatile boolean over;
    private volatile boolean broken;

    /** @param closing whether the connection is to end with this answer, as the head is to say */
    Answer(Socket socket, RequestHead request, BooleanSupplier closing) {
        this.socket = socket;
        this.request = request;
        this.closing = closing;
    }

    @Override
    public HandlerAnswer header(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches() || OURS.contains(lower)) {
            throw new IllegalArgumentException("no header of a handler: '" + name + ": " + value + "'");
        }
        typed |= lower.equals("content-type");
        headers.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    @Override
    public void send(int status, byte[] content) throws IOException {
        AnswerBody sent = begun(status, content.length);
        sent.startWith(head(status, sent), content);
    }

    @Override
    public void send(int status, String text) throws IOException {
        if (!typed) {
            header("Content-Type", "text/plain; charset=utf-8");
        }
        send(status, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public OutputStream begin(int status) throws IOException {
        AnswerBody begun = begun(status, AnswerBody.UNKNOWN);
        begun.startWith(head(status, begun), new byte[0]);
        return begun;
    }

    @Override
    public OutputStream begin(int status, long length) throws IOException {
        if (length < 0) {
            throw new IllegalArgumentException("an answer of " + length + " bytes");
        }
        AnswerBody begun = begun(status, length);
        begun.startWith(head(status, begun), new byte[0]);
        return begun;
    }

    private AnswerBody begun(int status, long length) throws IOException {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("a status is 200 to 999, not " + status);
        }
        if (body != null) {
            throw new IllegalStateException("the request has been answered already");
        }
        boolean none = request.method().equals("HEAD") || status == 204 || status == 304;
        keepsAlive = !last && request.keepsAlive() && !closing.getAsBoolean();
        AnswerBody begun = new AnswerBody(this, length, none, request.current());
        body = begun;
        return begun;
    }

    private byte[] head(int status, AnswerBody begun) {
        boolean goesOn = keepsAlive && !begun.endsWithConnection();
        String connection = !goesOn ? "Connection: close\r\n" : request.current() ? "" : "Connection: keep-alive\r\n";
        String framing = status == 204 || status == 304 ? "" : begun.framing();
        return ("HTTP/1.1 " + status + " " + Reasons.of(status) + "\r\n" + headers + framing + connection + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Asks for the body of a request, unless it has been answered. */
    void proceed() {
        if (body == null && !over) {
            try {
                write(CONTINUE, 0, CONTINUE.length);
            } catch (IOException clientIsGone) {
                over = true; // reading will tell
            }
        }
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (over) {
            throw new IOException("the connection was ended by the handler");
        }
        try {
            socket.getOutputStream().write(bytes, offset, length);
        } catch (IOException clientIsGone) {
            broken = true;
            throw clientIsGone;
        }
    }

    /** Whether the client has gone, so that nothing is anybody's fault. */
    boolean isBroken() {
        return broken || over || socket.isClosed();
    }

    /** The handler has failed: the client is told where it still can be, and sees it where not. */
    void fail(int status, Throwable failure) throws IOException {
        if (body == null && !isBroken()) {
            last = true;
            send(status, failure + "\n");
        } else {
            reset();
        }
    }

    /** The handler has returned; whether the connection can take another request. */
    boolean complete() throws IOException {
        if (over) {
            return false;
        }
        AnswerBody sent = body;
        if (sent == null) {
            send(500, "the handler gave no answer\n");
            return keepsAlive;
        }
        return sent.finish() && keepsAlive;
    }

    @Override
    public void hangUp() {
        over = true;
        try {
            if (!socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        } catch (IOException clientIsGone) {
            broken = true;
        }
    }

    @Override
    public void reset() {
        over = true;
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException clientIsGone) {
            broken = true;
        }
    }
}

package io.etlbed.simulator.embedded.inproc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The body of an answer in its framing. */
final class AnswerBody extends OutputStream {

    static final long UNKNOWN = -1;

    private static final int LARGEST_CHUNK = 64 * 1024;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Answer answer;
    private final long length;
    /** A HEAD, or a status that has no body: what is written is left out. */
    private final boolean none;

    private final boolean chunked;
    private long written;
    private boolean closed;

    /** @param chunks whether the client knows them; a body of unknown length ends with the connection where not */
    AnswerBody(Answer answer, long length, boolean none, boolean chunks) {
        this.answer = answer;
        this.length = length;
        this.none = none;
        this.chunked = length == UNKNOWN && chunks;
    }

    boolean endsWithConnection() {
        return length == UNKNOWN && !chunked && !none;
    }

    String framing() {
        return chunked
                ? "Transfer-Encoding: chunked\r\n"
                : length == UNKNOWN ? "" : "Content-Length: " + length + "\r\n";
    }

    /** Sends the head, and a whole body with it. */
    void startWith(byte[] head, byte[] content) throws IOException {
        byte[] both = new byte[head.length + (none ? 0 : content.length)];
        System.arraycopy(head, 0, both, 0, head.length);
        System.arraycopy(content, 0, both, head.length, both.length - head.length);
        written = content.length;
        answer.write(both, 0, both.length);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        if (closed) {
            throw new IOException("the answer has been closed");
        }
        if (length != UNKNOWN && written + count > length) {
            throw new IOException(
                    "an answer of " + length + " bytes was announced, and " + (written + count) + " are written");
        }
        written += count;
        if (none || count == 0) {
            return;
        }
        if (!chunked) {
            answer.write(from, offset, count);
            return;
        }
        for (int at = 0; at < count; at += LARGEST_CHUNK) {
            chunk(from, offset + at, Math.min(LARGEST_CHUNK, count - at));
        }
    }

    private void chunk(byte[] from, int offset, int count) throws IOException {
        byte[] size = (Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] framed = new byte[size.length + count + 2];
        System.arraycopy(size, 0, framed, 0, size.length);
        System.arraycopy(from, offset, framed, size.length, count);
        framed[framed.length - 2] = '\r';
        framed[framed.length - 1] = '\n';
        answer.write(framed, 0, framed.length);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (chunked && !none) {
                answer.write(LAST_CHUNK, 0, LAST_CHUNK.length);
            }
        }
    }

    /** Whether the body is whole, as its head has announced it. */
    boolean finish() throws IOException {
        close();
        return none || (length == UNKNOWN ? chunked : written == length);
    }
}

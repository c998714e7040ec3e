package io.etlbed.simulator.embedded.inproc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The body of a request, to its end and no further. */
final class BodyInput extends InputStream {

    private static final int LONGEST_LINE = 1024;
    private static final int LONGEST_SIZE = 15;

    private final InputStream wire;
    private final boolean chunked;
    /** Of the body, or of the chunk. */
    private long left;

    private boolean ended;
    private long count;
    /** Tells a client that waits for it to send its body; null where none waits. */
    private @Nullable Runnable proceed;

    private BodyInput(InputStream wire, boolean chunked, long length, @Nullable Runnable proceed) {
        this.wire = wire;
        this.chunked = chunked;
        this.left = length;
        this.ended = !chunked && length == 0;
        this.proceed = proceed;
    }

    /** @param proceed tells a client that waits for it to send its body */
    static BodyInput of(RequestHead head, InputStream wire, Runnable proceed) {
        boolean waits = head.current() && head.says("Expect", "100-continue");
        return new BodyInput(wire, head.length().isEmpty(), head.length().orElse(0), waits ? proceed : null);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        if (proceed != null) {
            proceed.run();
            proceed = null;
        }
        if (chunked && left == 0 && !nextChunk()) {
            ended = true;
            return -1;
        }
        int read = wire.read(to, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the client broke off after " + count + " bytes of its body");
        }
        count += read;
        left -= read;
        ended = !chunked && left == 0;
        return read;
    }

    @Override
    public int available() throws IOException {
        return ended ? 0 : (int) Math.min(left, wire.available());
    }

    /** Reads over what is left, unless that is more; whether the connection stands at the next request. */
    boolean skipRest(long most) throws IOException {
        byte[] buffer = new byte[8192];
        long skipped = 0;
        // A client that waits to be asked for its body will not send it any more.
        while (!ended && proceed == null && skipped <= most) {
            int read = read(buffer, 0, buffer.length);
            skipped += Math.max(0, read);
        }
        return ended;
    }

    private boolean nextChunk() throws IOException {
        if (count > 0 && !line().isEmpty()) {
            throw new BadRequest(400, "a chunk is longer than its size");
        }
        String size = line().split(";", 2)[0].strip();
        if (size.isEmpty() || size.length() > LONGEST_SIZE || !size.chars().allMatch(BodyInput::isHex)) {
            throw new BadRequest(400, "the size of a chunk is no hexadecimal number: " + size);
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            while (!line().isEmpty()) {
                // trailers tell nobody anything here
            }
        }
        return left > 0;
    }

    private static boolean isHex(int character) {
        return Character.digit(character, 16) >= 0 && character < 128;
    }

    private String line() throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        for (int length = 0; length < line.length; length++) {
            int next = wire.read();
            if (next < 0) {
                throw new EOFException("the client broke off after " + count + " bytes of its body");
            }
            if (next == '\n') {
                return new String(line, 0, length, StandardCharsets.ISO_8859_1).strip();
            }
            line[length] = (byte) next;
        }
        throw new BadRequest(400, "a line between chunks is longer than " + LONGEST_LINE + " bytes");
    }
}

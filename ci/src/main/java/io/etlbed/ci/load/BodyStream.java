package io.etlbed.ci.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer on a connection that goes on behind it. */
final class BodyStream extends InputStream {

    private static final long TO_THE_END = -1;

    private final HeadReader in;
    private final boolean chunked;
    private long rest;
    private boolean over;

    private BodyStream(HeadReader in, boolean chunked, long rest) {
        this.in = in;
        this.chunked = chunked;
        this.rest = rest;
        this.over = rest == 0 && !chunked;
    }

    static BodyStream ofLength(HeadReader in, long length) {
        return new BodyStream(in, false, length);
    }

    static BodyStream inChunks(HeadReader in) {
        return new BodyStream(in, true, 0);
    }

    static BodyStream toTheEnd(HeadReader in) {
        return new BodyStream(in, false, TO_THE_END);
    }

    /** Whether all of it was read, so that the next answer may come. */
    boolean over() {
        return over;
    }

    /** Whether the connection ends with it. */
    boolean endsConnection() {
        return !chunked && rest == TO_THE_END;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (chunked && rest == 0 && !over) {
            nextChunk();
        }
        if (over || length == 0) {
            return over ? -1 : 0;
        }
        int read = in.stream().read(bytes, offset, endsConnection() ? length : (int) Math.min(length, rest));
        if (read < 0 && !endsConnection()) {
            throw new EOFException("the body broke off");
        }
        if (endsConnection()) {
            over = read < 0;
            return read;
        }
        rest -= read;
        if (chunked && rest == 0) {
            in.line();
        }
        over = !chunked && rest == 0;
        return read;
    }

    private void nextChunk() throws IOException {
        String line = in.line();
        int end = line.indexOf(';');
        try {
            rest = Long.parseLong((end < 0 ? line : line.substring(0, end)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("\"" + line + "\" is not the size of a chunk", e);
        }
        if (rest < 0) {
            throw new IOException("\"" + line + "\" is not the size of a chunk");
        }
        if (rest == 0) {
            for (String trailer = in.line(); !trailer.isEmpty(); trailer = in.line()) {
                // what is said behind the body concerns nobody here
            }
            over = true;
        }
    }
}

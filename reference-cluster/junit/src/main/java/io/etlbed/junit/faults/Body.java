package io.etlbed.junit.faults;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The body of a request or an answer by its framing, passed on as it comes. */
sealed interface Body {

    int PIECE = 64 * 1024;

    /**
     * Passes it on.
     *
     * @return whether all of it; else the filter has cut it off, and the connection is not to be used any more
     */
    boolean pass(InputStream in, OutputStream out, Filter filter) throws IOException;

    /** Whether its end is the end of the connection. */
    default boolean endsWithConnection() {
        return false;
    }

    static Body ofRequest(Head head) throws IOException {
        return framed(head, new Sized(0));
    }

    /** @param method of the request */
    static Body ofAnswer(Head head, String method) throws IOException {
        boolean none = method.equals("HEAD") || head.status() < 200 || head.status() == 204 || head.status() == 304;
        return none ? new Sized(0) : framed(head, new ToTheEnd());
    }

    private static Body framed(Head head, Body otherwise) throws IOException {
        if (head.header("transfer-encoding").orElse("").contains("chunked")) {
            return new Chunked();
        }
        String length = head.header("content-length").orElse("");
        if (length.isEmpty()) {
            return otherwise;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new IOException("Content-Length: " + length);
        }
        return new Sized(Long.parseLong(length));
    }

    /** So many bytes. */
    record Sized(long length) implements Body {
        @Override
        public boolean pass(InputStream in, OutputStream out, Filter filter) throws IOException {
            byte[] piece = new byte[(int) Math.min(PIECE, length)];
            for (long left = length; left > 0; ) {
                int count = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (count < 0) {
                    throw new EOFException("the stream ends " + left + " bytes early");
                }
                left -= count;
                int passed = filter.apply(piece, count);
                out.write(piece, 0, passed);
                out.flush();
                if (filter.cuts()) {
                    return false;
                }
            }
            return !filter.cuts();
        }
    }

    /** All that comes. */
    record ToTheEnd() implements Body {
        @Override
        public boolean pass(InputStream in, OutputStream out, Filter filter) throws IOException {
            byte[] piece = new byte[PIECE];
            for (int count = in.read(piece); count >= 0 && !filter.cuts(); count = in.read(piece)) {
                int passed = filter.apply(piece, count);
                out.write(piece, 0, passed);
                out.flush();
            }
            return !filter.cuts();
        }

        @Override
        public boolean endsWithConnection() {
            return true;
        }
    }

    /** In chunks; theirs need not be ours. */
    record Chunked() implements Body {
        @Override
        public boolean pass(InputStream in, OutputStream out, Filter filter) throws IOException {
            byte[] piece = new byte[PIECE];
            for (long left = size(in); left > 0; left = size(in)) {
                while (left > 0) {
                    int count = in.read(piece, 0, (int) Math.min(piece.length, left));
                    if (count < 0) {
                        throw new EOFException("the stream ends in the middle of a chunk");
                    }
                    left -= count;
                    chunk(out, piece, filter.apply(piece, count));
                    if (filter.cuts()) {
                        return false;
                    }
                }
                line(in);
            }
            if (filter.cuts()) {
                return false;
            }
            StringBuilder end = new StringBuilder("0\r\n");
            for (String trailer = line(in); !trailer.isEmpty(); trailer = line(in)) {
                end.append(trailer).append("\r\n");
            }
            out.write(end.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return true;
        }

        private static void chunk(OutputStream out, byte[] piece, int count) throws IOException {
            if (count > 0) {
                out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(piece, 0, count);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }

        private static long size(InputStream in) throws IOException {
            String size = line(in).split(";", 2)[0].strip();
            try {
                return Long.parseLong(size, 16);
            } catch (NumberFormatException e) {
                throw new IOException("a chunk of size " + size, e);
            }
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("the stream ends between chunks");
                }
                line.append((char) next);
            }
            return line.toString().strip();
        }
    }
}

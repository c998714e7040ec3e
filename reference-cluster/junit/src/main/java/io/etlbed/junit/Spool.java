package io.etlbed.junit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes that can be read again and again: the first of them in memory, the rest in a file.
 *
 * @param rest where there is one
 * @param breakOff why there are no more, if there should be
 */
record Spool(byte[] first, Optional<Path> rest, long size, Optional<String> breakOff) {

    static final Spool EMPTY = new Spool(new byte[0], Optional.empty(), 0, Optional.empty());

    private static final int IN_MEMORY = 8 << 20;
    private static final int PIECE = 64 * 1024;

    /** Names a file. */
    interface FileName {
        Path fresh() throws IOException;
    }

    /** Reads to the end, or to where it breaks off. */
    static Spool of(InputStream in, FileName files) throws IOException {
        Pieces pieces = new Pieces(in);
        byte[] first = pieces.upTo(IN_MEMORY);
        if (first.length < IN_MEMORY) {
            return new Spool(first, Optional.empty(), first.length, pieces.breakOff);
        }
        Path file = files.fresh();
        long more = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] piece = pieces.upTo(PIECE); piece.length > 0; piece = pieces.upTo(PIECE)) {
                out.write(piece);
                more += piece.length;
            }
        }
        return new Spool(first, Optional.of(file), first.length + more, pieces.breakOff);
    }

    InputStream open() throws IOException {
        InputStream begin = new ByteArrayInputStream(first);
        return rest.isEmpty() ? begin : new SequenceInputStream(begin, Files.newInputStream(rest.get()));
    }

    /** A stream whose failure is its end, and is remembered. What cannot be written is another matter. */
    private static final class Pieces {

        private final InputStream in;
        private Optional<String> breakOff = Optional.empty();

        Pieces(InputStream in) {
            this.in = in;
        }

        byte[] upTo(int most) {
            byte[] piece = new byte[Math.min(most, PIECE)];
            int count = 0;
            try {
                while (count < most) {
                    if (count == piece.length) {
                        piece = Arrays.copyOf(piece, (int) Math.min(most, piece.length * 2L));
                    }
                    int read = in.read(piece, count, piece.length - count);
                    if (read < 0) {
                        break;
                    }
                    count += read;
                }
            } catch (IOException e) {
                breakOff = Optional.of(String.valueOf(e.getMessage()));
            }
            return Arrays.copyOf(piece, count);
        }
    }
}

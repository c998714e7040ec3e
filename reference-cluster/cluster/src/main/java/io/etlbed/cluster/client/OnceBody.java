package io.etlbed.cluster.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that is there once. Until its first byte is asked for it may be opened again. */
final class OnceBody implements ObjectBody {

    private final InputStream stream;
    private final long length;
    private volatile boolean begun;

    OnceBody(InputStream stream, long length) {
        this.stream = stream;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() throws IOException {
        if (begun) {
            throw new IOException(
                    "the body was sent in part and cannot be sent again: give a file instead of a stream");
        }
        return new Reader(stream);
    }

    /** Notes the first read. Closing is left to the owner of the stream. */
    private final class Reader extends FilterInputStream {

        Reader(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            begun = true;
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            begun = true;
            return super.read(buffer, offset, count);
        }

        @Override
        public void close() {}
    }
}

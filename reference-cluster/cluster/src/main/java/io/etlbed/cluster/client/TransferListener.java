package io.etlbed.cluster.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Is told how far an object's bytes are, on the thread that moves them. */
public interface TransferListener {

    /** Hears nothing. */
    TransferListener NONE = new TransferListener() {
        @Override
        public void begins(OptionalLong length) {}

        @Override
        public void moved(long bytes) {}
    };

    /** @param length of all that is to come; absent where nobody knows */
    void begins(OptionalLong length);

    /** @param bytes more than before; fewer, below 0, where they have to be moved once more */
    void moved(long bytes);

    /** The same bytes to be stored, of which this hears. */
    default ObjectBody hearing(ObjectBody body) {
        return new ObjectBody() {
            private long told;

            @Override
            public long length() {
                return body.length();
            }

            @Override
            public InputStream open() throws IOException {
                moved(-told);
                told = 0;
                begins(length() == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(length()));
                return new FilterInputStream(body.open()) {
                    @Override
                    public int read() throws IOException {
                        return count(super.read(), 1);
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int count) throws IOException {
                        int read = super.read(buffer, offset, count);
                        return count(read, read);
                    }
                };
            }

            private int count(int result, int bytes) {
                if (result >= 0) {
                    told += bytes;
                    moved(bytes);
                }
                return result;
            }
        };
    }
}

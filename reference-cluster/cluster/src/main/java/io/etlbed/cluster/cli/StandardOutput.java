package io.etlbed.cluster.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** The standard output of the process. It knows whether its reader has had enough, as {@code | head} soon has. */
final class StandardOutput extends FileOutputStream {

    private volatile boolean readerGone;

    StandardOutput() {
        super(FileDescriptor.out);
    }

    boolean readerGone() {
        return readerGone;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        try {
            super.write(bytes, offset, count);
        } catch (IOException e) {
            readerGone = String.valueOf(e.getMessage()).contains("Broken pipe");
            throw e;
        }
    }
}

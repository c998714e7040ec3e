package io.etlbed.cluster.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an object to be stored. They are opened once for every node that a PUT is redirected to. */
public interface ObjectBody {

    /** The length of a body that is not known before its end. */
    long UNKNOWN = -1;

    /** How many bytes there are, or {@link #UNKNOWN}. */
    long length();

    /**
     * The bytes from their beginning; the caller closes them.
     *
     * @throws IOException also where they cannot be had a second time
     */
    InputStream open() throws IOException;

    /** A file of the local file system, whose length must not change meanwhile. */
    static ObjectBody of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; an object is made of one file");
        }
        // What a pipe or a device reports as its size is not what it delivers.
        long length = Files.isRegularFile(file) ? Files.size(file) : UNKNOWN;
        return new ReopenableBody(length, () -> Files.newInputStream(file));
    }

    /** Bytes in memory; they are not copied. */
    static ObjectBody of(byte[] bytes) {
        return new ReopenableBody(bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /**
     * A stream that is read once, to its end. It can follow a redirect that comes before the first byte was read, as
     * those of the gateways do.
     *
     * @param length in bytes, or {@link #UNKNOWN}
     */
    static ObjectBody of(InputStream stream, long length) {
        return new OnceBody(stream, length);
    }
}

package io.etlbed.cluster.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is sent within a message: a specification, or source. */
final class SmallFile {

    private static final int LIMIT = 16 << 20;

    private SmallFile() {}

    /** @param name {@code -} is the standard input */
    static byte[] read(Session session, String name) throws IOException {
        if (name.equals("-")) {
            return limited(name, session.in());
        }
        Path file = session.file(name);
        if (Files.isDirectory(file)) {
            throw new IOException(name + " is a directory, not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return limited(name, in);
        }
    }

    private static byte[] limited(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw new IOException(name + " is larger than " + Sizes.text(LIMIT));
        }
        return bytes;
    }
}

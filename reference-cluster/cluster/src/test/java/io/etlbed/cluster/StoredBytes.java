package io.etlbed.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What a disk does to the files of a cluster. */
final class StoredBytes {

    private final Path folder;

    /** @param folder of the cluster */
    StoredBytes(Path folder) {
        this.folder = folder;
    }

    /** The file of an object, found by its name as ADR 3 says. */
    Path of(String object) throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(object.getBytes(StandardCharsets.UTF_8)));
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().equals(hash))
                    .toList();
            if (found.size() != 1) {
                throw new IOException(object + " is in " + found);
            }
            return found.get(0);
        }
    }

    /** What uploads have left, on all targets. */
    List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().getFileName().toString().equals("work"))
                    .toList();
        }
    }

    /** Turns one bit of a byte. */
    static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int was = bytes.read();
            bytes.seek(position);
            bytes.write(was ^ 0x10);
        }
    }

    /** Takes bytes off its end. */
    static void cut(Path file, long count) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() - count);
        }
    }
}

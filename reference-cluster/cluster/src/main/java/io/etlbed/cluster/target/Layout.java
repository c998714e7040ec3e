package io.etlbed.cluster.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where objects are on disk: {@code objects/BID/HH/HASH}, HASH the SHA-256 of the name in hex and HH its first two digits.
 * Any name fits, none can lead out of the folder, and no folder gets too full (ADR 0003).
 */
final class Layout {

    private final Path objects;
    private final Path work;
    private final Path index;
    private final Path gone;
    private final AtomicLong counter = new AtomicLong();

    /**
     * Makes the folders; what an interrupted upload has left is removed, and what was the index of another process.
     *
     * @throws IOException if the root cannot be written; the message names it
     */
    Layout(Path root) throws IOException {
        objects = root.resolve("objects");
        work = root.resolve("work");
        index = root.resolve("index");
        gone = root.resolve("gone");
        try {
            Files.createDirectories(objects);
            FileTree.delete(work);
            FileTree.delete(index);
            Files.createDirectories(work);
            Files.createDirectories(gone);
        } catch (IOException e) {
            throw new IOException("the folder " + root + " of a target cannot be written: " + e, e);
        }
    }

    /** Where the index of a bucket may have files; of this process alone. */
    Path index(String bid) {
        return index.resolve(bid);
    }

    /** What is to be removed: moved here it is no bucket any more, however long its removal takes. */
    Path gone() {
        return gone;
    }

    Path objects() {
        return objects;
    }

    Path bucket(String bid) {
        return objects.resolve(bid);
    }

    /** Of an object's file, by the object's name. */
    static String fileName(String object) {
        return HexFormat.of().formatHex(sha256().digest(object.getBytes(StandardCharsets.UTF_8)));
    }

    Path file(ObjectKey key) {
        String hash = fileName(key.name());
        return bucket(key.bid()).resolve(hash.substring(0, 2)).resolve(hash);
    }

    /** A name for a file that is being written. */
    Path temporary() {
        return work.resolve("upload-" + counter.incrementAndGet());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

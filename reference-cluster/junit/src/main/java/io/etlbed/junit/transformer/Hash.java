package io.etlbed.junit.transformer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 over parts, each with its length, so that no two lists of parts look the same. */
final class Hash {

    private static final int PIECE = 64 * 1024;

    private final MessageDigest digest;

    private Hash(MessageDigest digest) {
        this.digest = digest;
    }

    static Hash of(String kind) {
        try {
            return new Hash(MessageDigest.getInstance("SHA-256")).with(kind);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    Hash with(byte[] part) {
        digest.update(ByteBuffer.allocate(8).putLong(part.length).array());
        digest.update(part);
        return this;
    }

    Hash with(String part) {
        return with(part.getBytes(StandardCharsets.UTF_8));
    }

    Hash with(Iterable<String> parts) {
        parts.forEach(this::with);
        return with("end");
    }

    Hash with(Map<String, String> parts) {
        new TreeMap<>(parts).forEach((name, value) -> with(name).with(value));
        return with("end");
    }

    /** The content of a file, of any size. */
    Hash with(Path file) throws IOException {
        digest.update(ByteBuffer.allocate(8).putLong(Files.size(file)).array());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[PIECE];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                digest.update(piece, 0, count);
            }
        }
        return this;
    }

    /** Everything that options say but the folder, which counts by what is in it. */
    Hash with(Options options) {
        return with(options.communication().orElse(""))
                .with(options.timeoutText().orElse(""))
                .with(options.requirements().orElse(""))
                .with(options.runtime().orElse(""))
                .with(options.environment())
                .with(String.valueOf(options.port()))
                .with(options.health());
    }

    /** In hexadecimal digits. Ends this hash. */
    String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

package io.etlbed.junit.assertj;

import io.etlbed.junit.EtlResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of results. */
final class Checksum {

    private Checksum() {}

    /** In hexadecimal digits. */
    static String of(EtlResult result, String algorithm) {
        try (InputStream bytes = result.stream()) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(
                    "this JVM knows no checksum " + algorithm + "; there are MD5, SHA-1, SHA-256 and others", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.etlbed.conformance.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5, which the documents' example computes and which tells bodies apart here. */
public final class Digest {

    private Digest() {}

    /** MD5 of a body as hex. */
    public static String md5(Payload payload) {
        try (InputStream in = payload.open()) {
            return md5(new byte[0], in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MD5 as hex of what was read before, and of the rest. */
    public static String md5(byte[] beginning, InputStream rest) throws IOException {
        MessageDigest digest = newMd5();
        digest.update(beginning);
        byte[] block = new byte[8192];
        for (int count = rest.read(block); count >= 0; count = rest.read(block)) {
            digest.update(block, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A digest to be fed. */
    public static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}

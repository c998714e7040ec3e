package io.etlbed.conformance.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.etlbed.conformance.http.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** An object, read piece by piece while it comes in. */
final class ProbedObject {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final byte[] MARK = "#probe ".getBytes(StandardCharsets.US_ASCII);
    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream source;
    private final MessageDigest digest = Digest.newMd5();
    private byte[] ahead = new byte[0];
    private long length;

    ProbedObject(InputStream source) {
        this.source = source;
    }

    /** What the first line asks for, if it asks, else an echo; nothing of the object is lost. */
    JsonNode command() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int next = read();
        while (next >= 0 && head.size() < LONGEST_LINE) {
            head.write(next);
            boolean still = head.size() > MARK.length || next == MARK[head.size() - 1];
            if (!still || next == '\n') {
                break;
            }
            next = read();
        }
        ahead = head.toByteArray();
        length -= ahead.length;
        String line = head.toString(StandardCharsets.UTF_8);
        boolean asks = line.startsWith(new String(MARK, StandardCharsets.US_ASCII));
        return asks
                ? MAPPER.readTree(line.substring(MARK.length))
                : JsonNodeFactory.instance.objectNode().put("do", "echo");
    }

    private int read() throws IOException {
        byte[] one = new byte[1];
        return read(one) < 0 ? -1 : one[0] & 0xff;
    }

    /** As {@link InputStream#read(byte[])}. */
    int read(byte[] piece) throws IOException {
        if (ahead.length > 0) {
            int count = Math.min(piece.length, ahead.length);
            System.arraycopy(ahead, 0, piece, 0, count);
            ahead = Arrays.copyOfRange(ahead, count, ahead.length);
            length += count;
            return count;
        }
        int count = source.read(piece);
        if (count > 0) {
            digest.update(piece, 0, count);
            length += count;
        }
        return count;
    }

    void drain() throws IOException {
        byte[] piece = new byte[BLOCK];
        while (read(piece) >= 0) {
            // it is counted
        }
    }

    /** Bytes that have been read. */
    long length() {
        return length;
    }

    /** Of the whole object, when it has been read. */
    String md5() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

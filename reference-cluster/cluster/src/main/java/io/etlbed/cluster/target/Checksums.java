package io.etlbed.cluster.target;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.etlbed.cluster.wire.BadChecksumException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The checksums of an object, computed while it passes: XXH64 always, and the client's own if it sent one. */
final class Checksums {

    /** For bytes that are in no array. One of a thread's own: it would cost a small object more than all else here. */
    private static final ThreadLocal<byte[]> PIECE = ThreadLocal.withInitial(() -> new byte[16 << 10]);

    private final ExpectedChecksum expected;
    private final HashStream64 xxhash = Hashing.xxh64().hashStream();
    private final Optional<MessageDigest> digest;
    private final CRC32C crc = new CRC32C();

    Checksums(ExpectedChecksum expected) {
        this.expected = expected;
        this.digest = expected.digest();
    }

    /** Leaves the buffer's position where it was. */
    void update(ByteBuffer data) {
        digest.ifPresent(d -> d.update(data.duplicate()));
        if (expected.type().equals("crc32c")) {
            crc.update(data.duplicate());
        }
        if (data.hasArray()) {
            xxhash.putBytes(data.array(), data.arrayOffset() + data.position(), data.remaining());
            return;
        }
        ByteBuffer rest = data.duplicate();
        byte[] piece = PIECE.get();
        while (rest.hasRemaining()) {
            int count = Math.min(rest.remaining(), piece.length);
            rest.get(piece, 0, count);
            xxhash.putBytes(piece, 0, count);
        }
    }

    /**
     * XXH64 of all.
     *
     * @throws BadChecksumException where the client's checksum is another
     */
    long verified(String object) {
        long hash = xxhash.getAsLong();
        if (!expected.type().isEmpty()) {
            String computed = computed(hash);
            if (!computed.equals(expected.value())) {
                throw new BadChecksumException(expected.type(), expected.value(), computed, object);
            }
        }
        return hash;
    }

    private String computed(long hash) {
        return switch (expected.type()) {
            case "xxhash" -> ObjectMeta.checksumText(hash);
            case "crc32c" -> HexFormat.of().toHexDigits((int) crc.getValue());
            default -> HexFormat.of().formatHex(digest.orElseThrow().digest());
        };
    }
}

package io.etlbed.cluster.target;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** Compares the bytes of a stored object with its checksum. */
final class Verification {

    private static final int PIECE = 256 << 10;

    private Verification() {}

    /** What is wrong, in AIStore's words; empty where nothing is. */
    static Optional<String> of(FileChannel file, ObjectMeta meta) throws IOException {
        HashStream64 hash = Hashing.xxh64().hashStream();
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, meta.size()))];
        ByteBuffer buffer = ByteBuffer.wrap(piece);
        for (long done = 0; done < meta.size(); ) {
            buffer.clear().limit((int) Math.min(piece.length, meta.size() - done));
            int read = file.read(buffer, done);
            if (read <= 0) {
                return Optional.of("its file was cut short at " + done + " of " + meta.size() + " bytes");
            }
            hash.putBytes(piece, 0, read);
            done += read;
        }
        long computed = hash.getAsLong();
        return computed == meta.checksum()
                ? Optional.empty()
                : Optional.of("BAD DATA CHECKSUM: xxhash(" + meta.checksumText() + " != "
                        + ObjectMeta.checksumText(computed) + ")");
    }
}

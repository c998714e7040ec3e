package io.etlbed.ci.load;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * The bytes of an object, made wherever they are needed and never kept. They begin with what they are: of which object, and the
 * how-manieth it has had; all others follow from that. So a reader knows each byte, also while others write the object anew.
 *
 * @param key of the object
 * @param generation from 1, one more with each PUT of the object
 * @param size in bytes, at least {@link #HEAD}
 */
record Content(long key, long generation, long size) {

    /** Bytes that tell what the others are. */
    static final int HEAD = 2 * Long.BYTES;

    /** Random bytes, as many as a prime: so no two places of an object that are a round number apart have the same ones. */
    private static final byte[] BLOCK = block(1_048_573);

    private static final int PIECE = 64 << 10;

    private static byte[] block(int size) {
        byte[] block = new byte[size];
        new Random(size).nextBytes(block);
        return block;
    }

    /** What a head says. */
    static Content told(byte[] head, long size) {
        ByteBuffer in = ByteBuffer.wrap(head);
        return new Content(in.getLong(), in.getLong(), size);
    }

    /** A number that two generations hardly share. */
    static long hash(long key, long generation) {
        long hash = (key ^ generation * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        return hash ^ hash >>> 29;
    }

    /** Makes the bytes of a place. */
    void fill(long position, byte[] into, int offset, int count) {
        first(position, count, (from, begin, done, length) -> {
            System.arraycopy(from, begin, into, offset + done, length);
            return -1;
        });
    }

    /** Where the first byte is that should be another one, counted from the offset; -1 where all are right. */
    int mismatch(long position, byte[] bytes, int offset, int count) {
        return first(position, count, (from, begin, done, length) -> {
            int wrong = Arrays.mismatch(from, begin, begin + length, bytes, offset + done, offset + done + length);
            return wrong < 0 ? -1 : done + wrong;
        });
    }

    /** What is done with a run of bytes; something else than -1 is what was looked for. */
    private interface Run {
        int look(byte[] from, int begin, int done, int length);
    }

    /** Goes through the runs of which a place consists, up to the first where something is found; -1 where nothing is. */
    private int first(long position, int count, Run run) {
        byte[] head = head();
        for (int done = 0; done < count; ) {
            long at = position + done;
            byte[] from = at < HEAD ? head : BLOCK;
            int begin = at < HEAD ? (int) at : place(at);
            int length = Math.min(count - done, from.length - begin);
            int found = run.look(from, begin, done, length);
            if (found >= 0) {
                return found;
            }
            done += length;
        }
        return -1;
    }

    private byte[] head() {
        return ByteBuffer.allocate(HEAD).putLong(key).putLong(generation).array();
    }

    private int place(long position) {
        return (int) Math.floorMod(hash(key, generation) + position, (long) BLOCK.length);
    }

    /** XXH64 of all, in 16 hex digits. */
    String xxhash() {
        HashStream64 hash = Hashing.xxh64().hashStream();
        byte[] piece = new byte[(int) Math.min(PIECE, size)];
        for (long done = 0; done < size; ) {
            int count = (int) Math.min(piece.length, size - done);
            fill(done, piece, 0, count);
            hash.putBytes(piece, 0, count);
            done += count;
        }
        return HexFormat.of().toHexDigits(hash.getAsLong());
    }
}

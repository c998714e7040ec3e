package io.etlbed.cluster.target;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/** Says of most names that are not in a set that they are not: a Bloom filter of ten bits for each name, wrong for one in 100. */
final class NameFilter {

    private static final Hasher64 HASH = Hashing.xxh64(1);
    private static final int BITS_EACH = 10;
    private static final int PROBES = 7;

    private final long[] words;
    private final long bits;

    /** @param names about how many there will be */
    NameFilter(long names) {
        bits = Math.max(64, names * BITS_EACH);
        words = new long[Math.toIntExact((bits + 63) / 64)];
    }

    void add(byte[] name) {
        long hash = HASH.hashBytesToLong(name);
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(hash, probe);
            words[(int) (bit >>> 6)] |= 1L << bit;
        }
    }

    /** False only where the name is not in the set. */
    boolean mayHave(byte[] name) {
        long hash = HASH.hashBytesToLong(name);
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(hash, probe);
            if ((words[(int) (bit >>> 6)] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private long bit(long hash, int probe) {
        return Long.remainderUnsigned(hash + probe * (hash >>> 32 | 1), bits);
    }
}

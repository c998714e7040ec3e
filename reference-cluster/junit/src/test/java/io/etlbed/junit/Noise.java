package io.etlbed.junit;

import java.io.InputStream;
import java.util.zip.CRC32C;

/** Bytes that repeat nowhere soon, as many as asked for, with the checksum of those read so far. */
final class Noise extends InputStream {

    private final CRC32C checksum = new CRC32C();
    private long left;
    private long state = 0x9E3779B97F4A7C15L;

    Noise(long length) {
        this.left = length;
    }

    /** CRC-32C of what was read. */
    long checksum() {
        return checksum.getValue();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        int count = (int) Math.min(length, left);
        for (int i = 0; i < count; ) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            for (int shift = 0; shift < 64 && i < count; shift += 8) {
                to[offset + i++] = (byte) (state >>> shift);
            }
        }
        checksum.update(to, offset, count);
        left -= count;
        return count;
    }
}

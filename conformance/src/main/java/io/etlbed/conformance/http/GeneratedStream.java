package io.etlbed.conformance.http;

import java.io.InputStream;
import java.util.SplittableRandom;

/** Bytes out of a random generator: incompressible, and the same for the same seed. */
final class GeneratedStream extends InputStream {

    private final SplittableRandom random;
    private final byte[] block = new byte[8192];
    private long left;
    private int used = block.length;

    GeneratedStream(long length, long seed) {
        this.left = length;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        if (used == block.length) {
            random.nextBytes(block);
            used = 0;
        }
        int count = (int) Math.min(Math.min(length, block.length - used), left);
        System.arraycopy(block, used, target, offset, count);
        used += count;
        left -= count;
        return count;
    }
}

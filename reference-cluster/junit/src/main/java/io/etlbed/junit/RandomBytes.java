package io.etlbed.junit;

import java.io.InputStream;
import java.util.SplittableRandom;

/** So many random bytes; the same for the same seed. */
final class RandomBytes extends InputStream {

    private final SplittableRandom random;
    private long left;

    RandomBytes(long seed, long length) {
        this.random = new SplittableRandom(seed);
        this.left = length;
    }

    @Override
    public int read() {
        if (left == 0) {
            return -1;
        }
        left--;
        return random.nextInt(256);
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        if (left == 0 && length > 0) {
            return -1;
        }
        int count = (int) Math.min(left, length);
        byte[] piece = new byte[count];
        random.nextBytes(piece);
        System.arraycopy(piece, 0, to, offset, count);
        left -= count;
        return count;
    }
}

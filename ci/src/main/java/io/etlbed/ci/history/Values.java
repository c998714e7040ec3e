package io.etlbed.ci.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * The values that are put. Each has a number, by which it is made and known again: the bytes tell which object and which number they
 * are of, and every one of them follows from these and the seed. One value of each object is empty.
 */
final class Values {

    /** The number of the empty value. */
    static final long EMPTY = 2;

    private static final int HEAD = 16;

    private final long seed;

    Values(long seed) {
        this.seed = seed;
    }

    /** Bytes are not those of any value. The message says which are wrong. */
    static final class WrongBytesException extends Exception {

        private static final long serialVersionUID = 1L;

        WrongBytesException(String message) {
            super(message);
        }
    }

    /** The bytes of a value. */
    byte[] bytes(String key, long number) {
        byte[] bytes = new byte[length(key, number)];
        if (bytes.length > 0) {
            ByteBuffer.wrap(bytes).putLong(origin(key)).putLong(number);
            ByteBuffer rest = ByteBuffer.wrap(bytes, HEAD, bytes.length - HEAD);
            SplittableRandom random = new SplittableRandom(origin(key) + number);
            while (rest.remaining() >= Long.BYTES) {
                rest.putLong(random.nextLong());
            }
            while (rest.hasRemaining()) {
                rest.put((byte) random.nextInt());
            }
        }
        return bytes;
    }

    /** The value whose bytes these are. */
    long number(String key, byte[] bytes) throws WrongBytesException {
        if (bytes.length == 0) {
            return EMPTY;
        }
        if (bytes.length < HEAD) {
            throw new WrongBytesException(bytes.length + " bytes, fewer than any value has");
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        long from = head.getLong();
        long number = head.getLong();
        if (from != origin(key)) {
            throw new WrongBytesException(
                    bytes.length + " bytes that begin as no value of this object does: " + Long.toHexString(from));
        }
        if (number <= 0) {
            throw new WrongBytesException("bytes of a value number " + number);
        }
        int length = length(key, number);
        if (length != bytes.length) {
            throw new WrongBytesException(bytes.length + " bytes of v" + number + ", which has " + length);
        }
        int differs = Arrays.mismatch(bytes, bytes(key, number));
        if (differs >= 0) {
            throw new WrongBytesException("byte " + differs + " of " + bytes.length + " is not that of v" + number);
        }
        return number;
    }

    /** Mostly small, at times some MiB. */
    private int length(String key, long number) {
        if (number == EMPTY) {
            return 0;
        }
        SplittableRandom random = new SplittableRandom(~origin(key) * 31 + number);
        int kind = random.nextInt(32);
        int most = kind < 4 ? 64 : kind < 18 ? 4 << 10 : kind < 27 ? 64 << 10 : kind < 31 ? 512 << 10 : 3 << 20;
        return HEAD + random.nextInt(most);
    }

    private long origin(String key) {
        CRC32C hash = new CRC32C();
        hash.update(key.getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(seed ^ hash.getValue() << 20).nextLong();
    }
}

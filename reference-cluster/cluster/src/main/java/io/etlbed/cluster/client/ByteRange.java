package io.etlbed.cluster.client;

/**
 * A part of an object, both ends included.
 *
 * @param first offset of the first byte, from 0
 * @param last offset of the last byte, not before the first
 */
public record ByteRange(long first, long last) {

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("a range needs 0 <= first <= last, not " + first + "-" + last);
        }
    }

    /** The {@code length} bytes from {@code offset} on; {@code length} is at least 1. */
    public static ByteRange of(long offset, long length) {
        return new ByteRange(offset, Math.addExact(offset, length) - 1);
    }

    String header() {
        return "bytes=" + first + "-" + last;
    }
}

package io.etlbed.cluster.client;

/**
 * A part of an object, both ends included.
 *
 * @param first offset of the first byte, from 0
 * @param last offset of the last byte, not before the first; {@link Long#MAX_VALUE} is the end of the object
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

    /** All from {@code offset} on. */
    public static ByteRange from(long offset) {
        return new ByteRange(offset, Long.MAX_VALUE);
    }

    String header() {
        return "bytes=" + first + "-" + (last == Long.MAX_VALUE ? "" : last);
    }
}

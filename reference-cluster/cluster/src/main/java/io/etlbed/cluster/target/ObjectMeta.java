package io.etlbed.cluster.target;

/**
 * What is known of a stored object.
 *
 * @param size in bytes
 * @param checksum XXH64 of its bytes
 * @param version from 1, one more with each change
 * @param atime when it was written, in nanoseconds since the epoch
 */
record ObjectMeta(String name, long size, long checksum, long version, long atime) {

    /** The checksum as clients see it: 16 hex digits. */
    String checksumText() {
        return checksumText(checksum);
    }

    static String checksumText(long checksum) {
        String hex = Long.toHexString(checksum);
        return "0".repeat(16 - hex.length()) + hex;
    }
}

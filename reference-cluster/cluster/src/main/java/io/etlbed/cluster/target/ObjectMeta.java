package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.Stamp;
import java.util.Comparator;

/**
 * What is known of a stored object.
 *
 * @param size in bytes
 * @param checksum XXH64 of its bytes
 * @param version from 1, one more with each change
 * @param atime when it was written, in nanoseconds since the epoch
 * @param map by which the target that wrote it was its owner
 */
record ObjectMeta(String name, long size, long checksum, long version, long atime, Stamp map) {

    private static final Comparator<ObjectMeta> BY_AGE =
            Comparator.comparing(ObjectMeta::map).thenComparingLong(ObjectMeta::version);

    /** The checksum as clients see it: 16 hex digits. */
    String checksumText() {
        return checksumText(checksum);
    }

    static String checksumText(long checksum) {
        String hex = Long.toHexString(checksum);
        return "0".repeat(16 - hex.length()) + hex;
    }

    /**
     * Whether it was written later, wherever that was: who becomes the owner of an object does nothing with it before all
     * others that may have it have given it up.
     */
    boolean newerThan(ObjectMeta other) {
        return BY_AGE.compare(this, other) > 0;
    }
}

package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.Stamp;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a stored object.
 *
 * @param size in bytes
 * @param checksum XXH64 of its bytes
 * @param version from 1, one more with each change
 * @param atime when it was written, in nanoseconds since the epoch
 * @param map by which the target that wrote it was its owner
 * @param custom what clients have attached to it, in the order of the names
 */
record ObjectMeta(
        String name, long size, long checksum, long version, long atime, Stamp map, Map<String, String> custom) {

    private static final Comparator<ObjectMeta> BY_AGE =
            Comparator.comparing(ObjectMeta::map).thenComparingLong(ObjectMeta::version);

    ObjectMeta {
        custom = custom.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(custom));
    }

    /** With nothing attached. */
    ObjectMeta(String name, long size, long checksum, long version, long atime, Stamp map) {
        this(name, size, checksum, version, atime, map, Map.of());
    }

    /** The same bytes with something else attached. */
    ObjectMeta with(Map<String, String> other) {
        return new ObjectMeta(name, size, checksum, version, atime, map, other);
    }

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

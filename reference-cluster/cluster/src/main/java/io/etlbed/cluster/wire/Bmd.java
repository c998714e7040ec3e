package io.etlbed.cluster.wire;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The buckets of the cluster. Owned by the primary proxy, which pushes each new version to every node.
 *
 * @param version counts up with each change
 * @param uuid of the cluster it belongs to
 * @param buckets by name
 */
public record Bmd(long version, String uuid, Map<String, Bucket> buckets) {

    /**
     * @param name as clients call it
     * @param bid never used twice, so that a bucket that was destroyed and made again starts empty
     * @param created nanoseconds since the epoch
     */
    public record Bucket(String name, String bid, long created) {}

    public Bmd {
        buckets = Collections.unmodifiableMap(new TreeMap<>(buckets));
    }

    /** A bucket by its name. */
    public Optional<Bucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    /** The next version, with one bucket more. */
    public Bmd with(Bucket bucket) {
        Map<String, Bucket> next = new TreeMap<>(buckets);
        next.put(bucket.name(), bucket);
        return new Bmd(version + 1, uuid, next);
    }

    /** The next version, without a bucket. */
    public Bmd without(String name) {
        Map<String, Bucket> next = new TreeMap<>(buckets);
        next.remove(name);
        return new Bmd(version + 1, uuid, next);
    }
}

package io.etlbed.cluster.wire;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The buckets of the cluster.
 *
 * @param version counts up with each change
 * @param uuid of the cluster it belongs to
 * @param buckets by name
 */
public record Bmd(long term, long version, String uuid, Map<String, Bucket> buckets) implements Stamped<Bmd> {

    /**
     * @param name as clients call it
     * @param bid never used twice, so that a bucket that was destroyed and made again starts empty
     * @param created nanoseconds since the epoch
     * @param validateWarmGet whether each GET compares all bytes with the checksum before it answers: the property
     *     {@code checksum.validate_warm_get}
     * @param kept properties that were set and that change nothing, by dotted name
     * @param placedAs the name by which its objects are placed on targets: its first one, so that none moves when it is renamed
     */
    public record Bucket(
            String name, String bid, long created, boolean validateWarmGet, Map<String, Object> kept, String placedAs) {

        public Bucket {
            kept = kept == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(kept));
        }

        /** With the default properties. */
        public Bucket(String name, String bid, long created) {
            this(name, bid, created, false, Map.of(), name);
        }

        /** With another of its properties. */
        public Bucket validatingWarmGet(boolean validate) {
            return new Bucket(name, bid, created, validate, kept, placedAs);
        }

        /** With others of those that change nothing. */
        public Bucket keeping(Map<String, Object> properties) {
            return new Bucket(name, bid, created, validateWarmGet, properties, placedAs);
        }

        Bucket called(String newName) {
            return new Bucket(newName, bid, created, validateWarmGet, kept, placedAs);
        }
    }

    public Bmd {
        buckets = Collections.unmodifiableMap(new TreeMap<>(buckets));
    }

    /** That of a new cluster. */
    public static Bmd none(String uuid) {
        return new Bmd(0, 0, uuid, Map.of());
    }

    @Override
    public Stamp stamp() {
        return new Stamp(term, version);
    }

    @Override
    public Bmd at(Stamp stamp) {
        return new Bmd(stamp.term(), stamp.version(), uuid, buckets);
    }

    /** A bucket by its name. */
    public Optional<Bucket> find(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    /** With one bucket more. */
    public Bmd with(Bucket bucket) {
        Map<String, Bucket> next = new TreeMap<>(buckets);
        next.put(bucket.name(), bucket);
        return new Bmd(term, version, uuid, next);
    }

    /** With a bucket by another name: all else of it stays as it is. */
    public Bmd renamed(Bucket bucket, String to) {
        return without(bucket.name()).with(bucket.called(to));
    }

    /** By which name the objects of a bucket are placed. */
    public String placing(String name) {
        Bucket bucket = buckets.get(name);
        return bucket == null ? name : bucket.placedAs();
    }

    /** Without a bucket. */
    public Bmd without(String name) {
        Map<String, Bucket> next = new TreeMap<>(buckets);
        next.remove(name);
        return new Bmd(term, version, uuid, next);
    }
}

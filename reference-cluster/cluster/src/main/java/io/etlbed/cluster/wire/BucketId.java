package io.etlbed.cluster.wire;

/** A bucket in the answer to a list of buckets. */
public record BucketId(String name, String provider, Namespace namespace) {

    /** Both empty for the global namespace. */
    public record Namespace(String uuid, String name) {

        /** The namespace of all buckets here. */
        public static final Namespace GLOBAL = new Namespace("", "");
    }

    /** A bucket of provider {@code ais} in the global namespace. */
    public static BucketId ais(String name) {
        return new BucketId(name, "ais", Namespace.GLOBAL);
    }
}

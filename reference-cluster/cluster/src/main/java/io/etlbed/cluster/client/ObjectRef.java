package io.etlbed.cluster.client;

/**
 * The address of an object, written {@code ais://bucket/name}.
 *
 * @param bucket name of the bucket, without the provider
 * @param name everything after the bucket, byte for byte; it may contain {@code /} and any other character
 */
public record ObjectRef(String bucket, String name) {

    public ObjectRef {
        if (bucket.isEmpty() || bucket.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a bucket name: \"" + bucket + "\"");
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("no object name behind ais://" + bucket + "/");
        }
    }

    @Override
    public String toString() {
        return "ais://" + bucket + "/" + name;
    }
}

package io.etlbed.cluster.job;

/** The buckets of the cluster, as the primary's jobs change them. */
public interface JobBuckets {

    boolean exists(String name);

    /** @throws io.etlbed.cluster.wire.AisException if it cannot be made */
    void create(String name) throws InterruptedException;

    /** @throws io.etlbed.cluster.wire.AisException if there is none, or the new name is taken */
    void rename(String from, String to) throws InterruptedException;

    /** @throws io.etlbed.cluster.wire.AisException if there is none */
    void destroy(String name) throws InterruptedException;
}

package io.etlbed.cluster.job;

import io.etlbed.cluster.data.Destination;
import io.etlbed.cluster.data.ObjectFile;
import io.etlbed.cluster.data.PodCall;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The objects of a target, and the way to others, as its jobs see them. */
public interface LocalObjects {

    /**
     * An object of this target.
     *
     * @param size in bytes
     */
    record Entry(String name, long size) {}

    /** The first objects of a bucket after a name, of those that begin so, in the order of the bytes of their names. */
    List<Entry> list(String bucket, String prefix, String after, int most);

    /** Whether an object of that name belongs to this target, be it there or not. */
    boolean owns(String bucket, String name);

    /** An object, with a claim on it; empty where it is not there any more. */
    Optional<ObjectFile> open(String bucket, String name) throws IOException;

    /**
     * Removes an object.
     *
     * @return false where it is not there any more
     * @throws io.etlbed.cluster.wire.AisException if it has come to belong elsewhere
     */
    boolean delete(String bucket, String name);

    /**
     * Where a new object belongs.
     *
     * @throws io.etlbed.cluster.wire.AisException if it may not have that name, or the bucket is gone
     */
    Destination destination(String bucket, String name);

    /** How the ETL's pod here is asked for an object; empty where the ETL is not running. */
    Optional<PodCall> call(String etl, String bucket, String name);
}

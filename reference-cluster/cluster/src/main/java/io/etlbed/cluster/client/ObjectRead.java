package io.etlbed.cluster.client;

import java.util.Optional;

/**
 * What to read: an object as it is stored, or as an ETL makes it, whole or in part.
 *
 * @param object the stored object
 * @param etl the ETL_ID of the transformer to read it through (API-03)
 * @param range the part to read
 */
public record ObjectRead(ObjectRef object, Optional<String> etl, Optional<ByteRange> range) {

    /** The whole object as it is stored. */
    public static ObjectRead of(ObjectRef object) {
        return new ObjectRead(object, Optional.empty(), Optional.empty());
    }

    /** The same, transformed by an ETL on the way. */
    public ObjectRead through(String etlId) {
        return new ObjectRead(object, Optional.of(etlId), range);
    }

    /** The same, but only a part of it. */
    public ObjectRead part(ByteRange bytes) {
        return new ObjectRead(object, etl, Optional.of(bytes));
    }
}

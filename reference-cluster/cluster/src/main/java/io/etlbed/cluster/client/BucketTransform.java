package io.etlbed.cluster.client;

import java.util.Optional;

/**
 * An order to make one bucket out of another through an ETL (XFORM-02).
 *
 * @param from the bucket that is read
 * @param to the bucket that is written; made where it is not there
 * @param etl the ETL_ID
 * @param names what the new objects are called
 * @param dryRun whether all is transformed and counted, and nothing written
 * @param goOn whether the job goes on where an object fails, and names it in the end
 * @param requestTimeout for each object, such as {@code 30s}; absent: no limit
 */
public record BucketTransform(
        String from,
        String to,
        String etl,
        NewNames names,
        boolean dryRun,
        boolean goOn,
        Optional<String> requestTimeout) {

    /** Every object under its own name; the first failure ends it. */
    public static BucketTransform of(String from, String to, String etl) {
        return new BucketTransform(from, to, etl, NewNames.SAME, false, false, Optional.empty());
    }
}

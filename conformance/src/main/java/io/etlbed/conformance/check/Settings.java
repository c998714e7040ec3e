package io.etlbed.conformance.check;

/**
 * What a profile sets where implementations speak or count differently.
 *
 * @param longestName most characters of an ETL_ID (NAME-03)
 * @param largeObject bytes of the object that is to stream through containers (COMM-08): more than all buffers on the way
 * @param etlExistsStatus by which an init of an ETL is refused that exists already (API-08)
 * @param annotations whether the server reads the communication type and the timeout from annotations of the spec; where it
 *     does not, checks write them into the init message as well
 * @param bucketInQuery whether the destination of a job over a bucket is the query's {@code bck_to}; else it is the message's
 *     {@code name}
 * @param placed whether the message of a refusal tells where the mistake is: the field, the line, the column
 */
public record Settings(
        int longestName,
        long largeObject,
        int etlExistsStatus,
        boolean annotations,
        boolean bucketInQuery,
        boolean placed) {

    /** As the documents say; and an object of 64 MiB. */
    public static final Settings DOCUMENT = new Settings(20, 64L << 20, 409, true, false, true);

    Settings withLargeObject(long bytes) {
        return new Settings(longestName, bytes, etlExistsStatus, annotations, bucketInQuery, placed);
    }
}

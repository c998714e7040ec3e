package io.etlbed.cluster.wire;

/** Names of AIStore's headers, in lower case. */
public final class Header {

    /** Type of an object's checksum, such as {@code xxhash}. */
    public static final String CHECKSUM_TYPE = "ais-checksum-type";

    /** An object's checksum in hex. */
    public static final String CHECKSUM_VALUE = "ais-checksum-value";

    /** JSON of a bucket's properties. */
    public static final String BUCKET_PROPS = "ais-bucket-props";

    /** Whom a reverse call is for. */
    public static final String NODE_ID = "ais-node-id";

    /** Where that node is, if it is not in the cluster map. */
    public static final String NODE_URL = "ais-node-url";

    /** Id of the node that calls, within the cluster. */
    public static final String CALLER_ID = "ais-caller-id";

    /** Which proxy passes the answer on, so that it is one that can be passed on, not a redirect to a pod. */
    public static final String RELAYED_BY = "ais-relayed-by";

    /** The id of a job that a HEAD has begun. */
    public static final String XACTION_ID = "Ais-Xaction-Id";

    /** How many objects a bucket holds, and how large, as JSON. */
    public static final String BUCKET_SUMMARY = "Ais-Bucket-Summ";

    /** By which further pieces are appended to an object. */
    public static final String APPEND_HANDLE = "Ais-Append-Handle";

    /** What clients have attached to an object: {@code name=value}. */
    public static final String CUSTOM_METADATA = "Ais-Custom-Md";

    private Header() {}
}

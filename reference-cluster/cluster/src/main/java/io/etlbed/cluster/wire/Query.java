package io.etlbed.cluster.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** Query parameters: their names, and how they are read. */
public final class Query {

    /** Backend of a bucket. */
    public static final String PROVIDER = "provider";

    /** Namespace of a bucket. */
    public static final String NAMESPACE = "namespace";

    /** An ETL_ID, or a job's id. */
    public static final String UUID = "uuid";

    /** An ETL_ID, in later clients. */
    public static final String ETL_NAME = "etl_name";

    /** What the container of an ETL is told with one object, in later clients. */
    public static final String ETL_ARGS = "etl_args";

    /** ETL_IDs that the object is to go through after the first, in later clients. */
    public static final String ETL_PIPELINE = "etl_pipeline";

    /** Of a PUT without a body: where a copy of the object is to go, in later clients. */
    public static final String OBJECT_TO = "object_to";

    /** Id of the proxy that redirected. */
    public static final String PROXY_ID = "pid";

    /** When it was redirected, in nanoseconds since the epoch. */
    public static final String UNIX_TIME = "utm";

    /** How new the map is by which a node was redirected to: {@code TERM.VERSION}. */
    public static final String MAP = "etlbed-map";

    /** What is asked of a node or cluster. */
    public static final String WHAT = "what";

    /** From which severity on a node's log is wanted. */
    public static final String SEVERITY = "severity";

    /** Of a HEAD of a bucket: whether its summary is wanted, that of remote objects included. */
    public static final String BUCKET_SUMMARY = "bsumm_remote";

    /** Of a PUT of a piece: {@code append}, or {@code flush} after the last one. */
    public static final String APPEND_TYPE = "append_type";

    /** As the piece before was answered. */
    public static final String APPEND_HANDLE = "append_handle";

    /** Of a PATCH of an object: whether what was attached before goes. */
    public static final String SET_NEW_CUSTOM = "set-new-custom";

    private Query() {}

    /** Every parameter, decoded, in the order sent; the first of a repeated name counts. */
    public static Map<String, String> parse(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                parameters.putIfAbsent(PercentCoding.decodeQuery(name), PercentCoding.decodeQuery(value));
            }
        }
        return parameters;
    }

    /** One parameter of a raw query, decoded; empty where it is missing. Builds no map: this is asked for each object. */
    public static String get(String raw, String name) {
        int start = 0;
        while (start < raw.length()) {
            int end = raw.indexOf('&', start);
            end = end < 0 ? raw.length() : end;
            int equals = start + name.length();
            if (equals < end && raw.charAt(equals) == '=' && raw.startsWith(name, start)) {
                return equals + 1 == end ? "" : PercentCoding.decodeQuery(raw.substring(equals + 1, end));
            }
            start = end + 1;
        }
        return "";
    }
}

package io.etlbed.cluster.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket's properties as AIStore shows them. One of them can be changed; all others have the defaults. */
public final class BucketProps {

    private static final String CHECKSUM = "checksum";
    private static final String VALIDATE_WARM_GET = "validate_warm_get";

    private BucketProps() {}

    /**
     * A bucket with other properties.
     *
     * @param changes some of the properties, as JSON has them
     * @throws AisException 400 where one does not exist, 501 where it cannot have that value here
     */
    public static Bmd.Bucket changed(Bmd.Bucket bucket, Map<String, Object> changes) {
        Map<String, Object> all = new LinkedHashMap<>(changes);
        Bmd.Bucket next = bucket;
        if (all.get(CHECKSUM) instanceof Map<?, ?> checksum
                && checksum.get(VALIDATE_WARM_GET) instanceof Boolean validate) {
            next = bucket.validatingWarmGet(validate);
        }
        check("", all, Json.convert(of(next), Map.class));
        return next;
    }

    /** All that is asked for is as it would be. */
    private static void check(String path, Map<?, ?> asked, Map<?, ?> present) {
        asked.forEach((name, value) -> {
            Object is = present.get(name);
            if (is == null) {
                throw new AisException(
                        400, "invalid props-to-update value in apireq: there is no property \"" + path + name + "\"");
            }
            if (is instanceof Map<?, ?> there && value instanceof Map<?, ?> inner) {
                check(path + name + ".", inner, there);
            } else if (!is.equals(value)) {
                throw new AisException(
                        501,
                        "property \"" + path + name + "\" is " + is + " and cannot be " + value
                                + ": not supported by this cluster, where only checksum.validate_warm_get (true or false)"
                                + " can be changed");
            }
        });
    }

    /** The JSON of {@code Ais-Bucket-Props}, as a map. */
    public static Map<String, Object> of(Bmd.Bucket bucket) {
        Map<String, Object> props = new LinkedHashMap<>();
        props.put("provider", "ais");
        props.put("backend_bck", new BucketId("", "", BucketId.Namespace.GLOBAL));
        props.put("versioning", Map.of("enabled", true, "validate_warm_get", false));
        props.put(
                CHECKSUM,
                Map.of(
                        "type",
                        "xxhash",
                        "validate_cold_get",
                        true,
                        VALIDATE_WARM_GET,
                        bucket.validateWarmGet(),
                        "validate_obj_move",
                        true,
                        "enable_read_range",
                        false));
        props.put("lru", Map.of("dont_evict_time", "2h0m", "capacity_upd_time", "10m", "enabled", false));
        props.put("mirror", Map.of("copies", 2, "burst_buffer", 512, "enabled", false));
        props.put("write_policy", Map.of("data", "immediate", "md", "immediate"));
        props.put(
                "ec",
                Map.of(
                        "objsize_limit", 262144,
                        "compression", "never",
                        "bundle_multiplier", 2,
                        "data_slices", 1,
                        "parity_slices", 1,
                        "enabled", false,
                        "disk_only", false));
        props.put("access", "18446744073709551615");
        props.put("extra", Map.of("aws", Map.of(), "http", Map.of(), "hdfs", Map.of()));
        props.put("bid", Long.toUnsignedString(Long.parseUnsignedLong(bucket.bid(), 36)));
        props.put("created", Long.toString(bucket.created()));
        props.put("Renamed", "");
        return props;
    }
}

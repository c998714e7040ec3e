package io.etlbed.cluster.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket's properties as AIStore shows them. All buckets here have the defaults. */
public final class BucketProps {

    private BucketProps() {}

    /** The JSON of {@code Ais-Bucket-Props}, as a map. */
    public static Map<String, Object> of(Bmd.Bucket bucket) {
        Map<String, Object> props = new LinkedHashMap<>();
        props.put("provider", "ais");
        props.put("backend_bck", new BucketId("", "", BucketId.Namespace.GLOBAL));
        props.put("versioning", Map.of("enabled", true, "validate_warm_get", false));
        props.put(
                "checksum",
                Map.of(
                        "type", "xxhash",
                        "validate_cold_get", true,
                        "validate_warm_get", false,
                        "validate_obj_move", false,
                        "enable_read_range", false));
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

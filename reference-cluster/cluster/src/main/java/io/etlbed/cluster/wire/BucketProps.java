package io.etlbed.cluster.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A bucket's properties as AIStore shows them. One of them changes something, {@value #VALIDATE_WARM_GET}; those on which
 * nothing depends here are kept and told back; all others have their defaults.
 */
public final class BucketProps {

    private static final String VALIDATE_WARM_GET = "checksum.validate_warm_get";

    /** Of what is not done here, or is done in one way alone. */
    private static final Set<String> KEPT = Set.of(
            "lru.dont_evict_time",
            "lru.capacity_upd_time",
            "lru.enabled",
            "mirror.copies",
            "mirror.burst_buffer",
            "ec.objsize_limit",
            "ec.compression",
            "ec.bundle_multiplier",
            "ec.data_slices",
            "ec.parity_slices",
            "ec.disk_only",
            "checksum.validate_cold_get",
            "versioning.validate_warm_get");

    private BucketProps() {}

    /**
     * A bucket with other properties.
     *
     * @param changes some of the properties, as JSON has them
     * @throws AisException 400 where one does not exist or is no such value, 501 where it cannot have that value here
     */
    public static Bmd.Bucket changed(Bmd.Bucket bucket, Map<String, Object> changes) {
        Map<String, Object> present = Dotted.flat(Json.convert(of(bucket), Map.class));
        Map<String, Object> kept = new LinkedHashMap<>(bucket.kept());
        boolean validates = bucket.validateWarmGet();
        for (Map.Entry<String, Object> change : Dotted.flat(changes).entrySet()) {
            String name = change.getKey();
            Object is = present.get(name);
            if (is == null) {
                throw new AisException(
                        400, "invalid props-to-update value in apireq: there is no property \"" + name + "\"");
            }
            Object value = SettingType.of(is).parse(name, String.valueOf(change.getValue()));
            if (name.equals(VALIDATE_WARM_GET)) {
                validates = (Boolean) value;
            } else if (KEPT.contains(name)) {
                kept.put(name, value);
            } else if (!String.valueOf(is).equals(String.valueOf(value))) {
                throw new AisException(
                        501,
                        "property \"" + name + "\" is " + is + " and cannot be " + value
                                + ": not supported by this cluster, where only " + VALIDATE_WARM_GET
                                + " changes something, and what means nothing here is kept");
            }
        }
        return bucket.validatingWarmGet(validates).keeping(kept);
    }

    /** The JSON of {@code Ais-Bucket-Props}, as a map. */
    public static Map<String, Object> of(Bmd.Bucket bucket) {
        Map<String, Object> props = new LinkedHashMap<>();
        props.put("provider", "ais");
        props.put("backend_bck", new BucketId("", "", BucketId.Namespace.GLOBAL));
        props.put("versioning", Map.of("enabled", true, "validate_warm_get", false));
        props.put(
                "checksum",
                Map.of(
                        "type",
                        "xxhash",
                        "validate_cold_get",
                        true,
                        "validate_warm_get",
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
        return bucket.kept().isEmpty() ? props : Dotted.with(props, bucket.kept());
    }
}

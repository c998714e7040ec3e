package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Query;
import java.util.Map;

/** The provider and namespace that a call names. Buckets here are those of provider {@code ais}, global namespace. */
public final class BucketQuery {

    /** Other names of providers, and the names they stand for. */
    private static final Map<String, String> PROVIDERS = Map.of(
            "", "ais", "ais", "ais", "aws", "aws", "s3", "aws", "gcp", "gcp", "gs", "gcp", "azure", "azure", "az",
            "azure", "hdfs", "hdfs", "ht", "ht");

    private BucketQuery() {}

    /**
     * The provider of a raw query, by its full name.
     *
     * @throws AisException 400 for one that AIStore does not know
     */
    public static String provider(String rawQuery) {
        return normal(Query.get(rawQuery, Query.PROVIDER));
    }

    /** The provider by its full name. */
    public static String normal(String provider) {
        String name = PROVIDERS.get(provider);
        if (name == null) {
            throw new AisException(
                    400,
                    "invalid backend provider \"" + provider + "\": expected one of ais, aws, gcp, azure, hdfs, ht");
        }
        return name;
    }

    /**
     * Checks that a call means a bucket that may exist here.
     *
     * @throws AisException 400 for an unknown provider; 404 for a bucket of another provider or namespace
     */
    public static void checkLocal(String bucket, String provider, String namespace) {
        String name = normal(provider);
        boolean global = namespace.isEmpty() || namespace.equals("@#") || namespace.equals("#");
        if (!name.equals("ais") || !global) {
            throw missing(name + "://" + (global ? "" : namespace + "/") + bucket);
        }
    }

    /** 404, worded as clients look for it. */
    public static AisException missing(String uri) {
        return new AisException(404, "bucket \"" + uri + "\" does not exist");
    }
}

package io.etlbed.cluster.etl;

/**
 * What of ETL differs between the documents and releases of AIStore.
 *
 * @param shortestName characters that an ETL_ID must have at least (NAME-03)
 * @param longestName characters that an ETL_ID may have at most (NAME-03)
 */
public record EtlSettings(int shortestName, int longestName) {

    public EtlSettings {
        if (shortestName < 1 || longestName < shortestName) {
            throw new IllegalArgumentException(
                    "lengths of names: shortest " + shortestName + ", longest " + longestName);
        }
    }

    /** As the documents say: longer than 5 and shorter than 21. */
    public static EtlSettings document() {
        return new EtlSettings(6, 20);
    }

    /** As AIStore 3.11 does: up to 31 characters. */
    public static EtlSettings aistore() {
        return new EtlSettings(6, 31);
    }
}

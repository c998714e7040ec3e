package io.etlbed.cluster.etl;

/**
 * What of ETL differs between the documents and releases of AIStore.
 *
 * @param shortestName characters that an ETL_ID must have at least (NAME-03)
 * @param longestName characters that an ETL_ID may have at most (NAME-03)
 * @param exactRuntimes whether a runtime whose minor version of Python is not there is refused, where another one could
 *     run the code (CODE-03)
 * @param localImages whether nodes have the images already: where a container says nothing else, its image is pulled only if
 *     it is missing, whatever its tag. Kubernetes would ask the registry each time for {@code latest}
 * @param targetsChange what becomes of ETLs when the set of targets changes (LIFE-11)
 */
public record EtlSettings(
        int shortestName, int longestName, boolean exactRuntimes, boolean localImages, TargetsChange targetsChange) {

    public EtlSettings {
        if (shortestName < 1 || longestName < shortestName) {
            throw new IllegalArgumentException(
                    "lengths of names: shortest " + shortestName + ", longest " + longestName);
        }
    }

    /** As the documents say: longer than 5 and shorter than 21. */
    public static EtlSettings document() {
        return new EtlSettings(6, 20, false, false, TargetsChange.REPROVISION);
    }

    /** As AIStore 3.11 does: up to 31 characters. */
    public static EtlSettings aistore() {
        return new EtlSettings(6, 31, false, false, TargetsChange.STOP);
    }

    /** The same with {@code exactRuntimes} as given. */
    public EtlSettings withExactRuntimes(boolean exact) {
        return new EtlSettings(shortestName, longestName, exact, localImages, targetsChange);
    }

    /** The same with {@code localImages} as given. */
    public EtlSettings withLocalImages(boolean local) {
        return new EtlSettings(shortestName, longestName, exactRuntimes, local, targetsChange);
    }

    /** The same with {@code targetsChange} as given. */
    public EtlSettings withTargetsChange(TargetsChange change) {
        return new EtlSettings(shortestName, longestName, exactRuntimes, localImages, change);
    }
}

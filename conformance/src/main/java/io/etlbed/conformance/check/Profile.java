package io.etlbed.conformance.check;

import io.etlbed.conformance.ConformanceException;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a cluster where clusters may differ.
 *
 * @param longestName most characters of an ETL_ID (NAME-03)
 * @param largeObject bytes of the object that is to stream through containers (COMM-08): more than all buffers on the way
 * @param knownFailures id of a requirement to the reason why its failure is no news
 */
public record Profile(String name, int longestName, long largeObject, Map<String, String> knownFailures) {

    /** The documents decide. */
    public static final Profile DOCUMENT = new Profile("document", 20, 256L << 20, Map.of());

    public Profile {
        knownFailures = Map.copyOf(knownFailures);
    }

    /** The same with a large object of another size. */
    public Profile withLargeObject(long bytes) {
        return new Profile(name, longestName, bytes, knownFailures);
    }

    /**
     * @throws ConformanceException if there is none of that name, naming those there are
     */
    public static Profile named(String name) {
        return List.of(DOCUMENT).stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConformanceException("no profile '" + name + "'; there is 'document'"));
    }
}

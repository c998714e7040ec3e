package io.etlbed.simulator.embedded.api;

import java.util.Map;
import java.util.Optional;

/** One thing that a client may ask about config maps. */
sealed interface MapStep {

    /** Which version, or which uid, a client says that it means. */
    enum Meant {
        ANY,
        LATEST,
        ANOTHER
    }

    record Create(String name, MapContent content, boolean dryRun) implements MapStep {}

    record Replace(String name, MapContent content, Meant version, Meant uid, boolean dryRun) implements MapStep {}

    /** @param data what the merge patch says of the data: values, and empty for null */
    record Merge(String name, Map<String, Optional<String>> labels, Map<String, Optional<String>> data, Meant version)
            implements MapStep {}

    /** A JSON patch of the finalizers, which are tested first. */
    record Unfinish(String name, String finalizer) implements MapStep {}

    record Delete(String name, Meant version, Meant uid, boolean dryRun) implements MapStep {}

    record DeleteAll(String label, String value, boolean dryRun) implements MapStep {}

    record Get(String name) implements MapStep {}
}

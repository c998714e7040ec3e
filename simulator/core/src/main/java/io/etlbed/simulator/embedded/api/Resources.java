package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.kinds.Kinds;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Shelf;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The verbs of each kind, by its plural. */
final class Resources {

    private final Map<String, Resource<?>> byResource = new TreeMap<>();

    Resources(ObjectStore store, Admission admission, Clock clock) {
        for (Kind<?> kind : Kinds.all()) {
            byResource.put(kind.resource(), resource(kind, store, admission, clock));
        }
    }

    private static <T extends HasMetadata> Resource<T> resource(
            Kind<T> kind, ObjectStore store, Admission admission, Clock clock) {
        Shelf<T> shelf = store.of(kind.type());
        return new Resource<>(kind, shelf, new Writer<>(kind, shelf, admission, clock), clock);
    }

    Resource<?> of(ResourcePath path) {
        return Objects.requireNonNull(byResource.get(path.kind().resource()), "a path is of a kind that there is");
    }
}

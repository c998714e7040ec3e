package io.etlbed.cluster;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The wires between the nodes of this JVM; tests cut them. Clients are not concerned. */
final class Links {

    private final Map<String, URI> cut = new ConcurrentHashMap<>();

    /** Which nodes the one with this id can call. */
    Predicate<URI> of(String id) {
        return node -> cut.isEmpty() || !(cut.containsKey(id) || cut.containsValue(node));
    }

    /** From now on the node reaches no other, and no other reaches it. */
    void cut(String id, URI url) {
        cut.put(id, url);
    }

    void mend(String id) {
        cut.remove(id);
    }
}

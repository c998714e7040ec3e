package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.Smap;
import java.util.Optional;

/** Where objects belong by the cluster map of the moment. */
public final class Placements {

    private final NodeState node;
    private volatile Optional<Placed> placed = Optional.empty();

    private record Placed(Smap map, Placement placement) {}

    public Placements(NodeState node) {
        this.node = node;
    }

    /** That of the map of this moment; computed once for each map. */
    @SuppressWarnings("ReferenceEquality") // A new map is another object, and comparing two would cost more.
    public Placement current() {
        Smap map = node.map();
        Optional<Placed> ready = placed;
        if (ready.isEmpty() || ready.get().map() != map) {
            ready = Optional.of(new Placed(map, new Placement(map)));
            placed = ready;
        }
        return ready.get().placement();
    }
}

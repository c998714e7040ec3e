package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.Migration;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.StampedMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where objects belong, and where they may still be, by the cluster map of the moment. */
public final class Placements {

    private final NodeState node;
    private final BucketRegistry buckets;
    private volatile Optional<Placed> placed = Optional.empty();

    /** By one map. */
    public static final class Placed {

        private final BucketRegistry buckets;
        private final StampedMap map;
        private final Placement placement;
        private final List<Placement> former;

        Placed(BucketRegistry buckets, StampedMap map) {
            this.buckets = buckets;
            this.map = map;
            this.placement = new Placement(map.map().holders());
            this.former = map.moving().map(Migration::former).orElse(List.of()).stream()
                    .map(Placement::new)
                    .toList();
        }

        /** The map. */
        public StampedMap map() {
            return map;
        }

        /**
         * The target on which an object belongs.
         *
         * @throws io.etlbed.cluster.wire.AisException 400 where there is none
         */
        public Snode owner(ObjectName name) {
            return map.map().tmap().get(placement.owner(placing(name)));
        }

        private ObjectName placing(ObjectName name) {
            String bucket = buckets.current().placing(name.bucket());
            return bucket.equals(name.bucket()) ? name : new ObjectName(bucket, name.object());
        }

        /** The other targets on which an object may still be, as it belonged there once; mostly none. */
        public List<Snode> formerOwners(ObjectName name) {
            if (former.isEmpty()) {
                return List.of();
            }
            ObjectName placing = placing(name);
            Set<String> ids = new LinkedHashSet<>();
            former.forEach(each -> ids.add(each.owner(placing)));
            ids.remove(placement.owner(placing));
            List<Snode> owners = new ArrayList<>();
            for (String id : ids) {
                Snode owner = map.map().tmap().get(id);
                // What was on a target that is no member any more is gone with it.
                if (owner != null) {
                    owners.add(owner);
                }
            }
            return owners;
        }
    }

    public Placements(NodeState node, BucketRegistry buckets) {
        this.node = node;
        this.buckets = buckets;
    }

    /** Those of the map of this moment; computed once for each map. */
    @SuppressWarnings("ReferenceEquality") // A new map is another object, and comparing two would cost more.
    public Placed current() {
        StampedMap map = node.stamped();
        Optional<Placed> ready = placed;
        if (ready.isEmpty() || ready.get().map() != map) {
            ready = Optional.of(new Placed(buckets, map));
            placed = ready;
        }
        return ready.get();
    }
}

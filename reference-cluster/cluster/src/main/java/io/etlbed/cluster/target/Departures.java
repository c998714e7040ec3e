package io.etlbed.cluster.target;

import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.job.MisplacedObjects;
import io.etlbed.cluster.wire.Migration;
import io.etlbed.cluster.wire.ObjectName;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The objects of this target, as the rebalance job sees them. */
final class Departures implements MisplacedObjects {

    private final NodeState node;
    private final BucketRegistry buckets;
    private final ObjectStore store;
    private final Handovers handovers;

    Departures(NodeState node, BucketRegistry buckets, ObjectStore store, Handovers handovers) {
        this.node = node;
        this.buckets = buckets;
        this.store = store;
        this.handovers = handovers;
    }

    @Override
    public List<String> buckets() {
        return List.copyOf(buckets.current().buckets().keySet());
    }

    @Override
    public CompletableFuture<Long> handOver(String bucket, String name) {
        return buckets.current()
                .find(bucket)
                .map(in -> handovers.handOver(new ObjectName(bucket, name), new ObjectKey(in.bid(), name)))
                .orElseGet(() -> CompletableFuture.completedFuture(0L));
    }

    @Override
    public void awaitWrites() {
        store.awaitWrites();
    }

    @Override
    public String job() {
        return node.stamped().moving().map(Migration::id).orElse("");
    }
}

package io.etlbed.cluster.target;

import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.job.LocalObjects;
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
    private final Ownership ownership;
    private final Handovers handovers;

    Departures(NodeState node, BucketRegistry buckets, ObjectStore store, Ownership ownership, Handovers handovers) {
        this.node = node;
        this.buckets = buckets;
        this.store = store;
        this.ownership = ownership;
        this.handovers = handovers;
    }

    @Override
    public List<String> buckets() {
        return List.copyOf(buckets.current().buckets().keySet());
    }

    @Override
    public List<LocalObjects.Entry> list(String bucket, String after, int most) {
        return store.list(buckets.require(bucket).bid(), "", after, most).stream()
                .map(meta -> new LocalObjects.Entry(meta.name(), meta.size()))
                .toList();
    }

    @Override
    public boolean isMisplaced(String bucket, String name) {
        return !ownership.has(new ObjectName(bucket, name));
    }

    @Override
    public CompletableFuture<Long> handOver(String bucket, String name) {
        ObjectKey key = new ObjectKey(buckets.require(bucket).bid(), name);
        return handovers.handOver(new ObjectName(bucket, name), key);
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

package io.etlbed.cluster.target;

import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.Destination;
import io.etlbed.cluster.data.ObjectFile;
import io.etlbed.cluster.data.PodCall;
import io.etlbed.cluster.etl.Transformers;
import io.etlbed.cluster.job.LocalObjects;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.Snode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store of this target, as its jobs use it. */
final class StoredObjects implements LocalObjects {

    private final NodeState node;
    private final BucketRegistry buckets;
    private final ObjectStore store;
    private final Transformers transformers;
    private final Ownership ownership;

    StoredObjects(
            NodeState node, BucketRegistry buckets, ObjectStore store, Transformers transformers, Ownership ownership) {
        this.node = node;
        this.buckets = buckets;
        this.store = store;
        this.transformers = transformers;
        this.ownership = ownership;
    }

    @Override
    public List<Entry> list(String bucket, String prefix, String after, int most) {
        return store.list(buckets.require(bucket).bid(), prefix, after, most).stream()
                .map(meta -> new Entry(meta.name(), meta.size()))
                .toList();
    }

    @Override
    public boolean owns(String bucket, String name) {
        return ownership.has(new ObjectName(bucket, name));
    }

    @Override
    public Optional<ObjectFile> open(String bucket, String name) throws IOException {
        Bmd.Bucket in = buckets.require(bucket);
        ObjectKey key = new ObjectKey(in.bid(), name);
        ObjectName object = new ObjectName(bucket, name);
        return (in.validateWarmGet() ? store.openVerified(key, object) : store.open(key, object)).map(file -> file);
    }

    @Override
    public boolean delete(String bucket, String name) {
        ObjectName object = new ObjectName(bucket, name);
        ObjectKey key = key(bucket, name);
        return store.delete(key, ownership.unchanged(object, key, ownership.now()));
    }

    @Override
    public Destination destination(String bucket, String name) {
        ObjectName object = ObjectName.of(bucket, name);
        ObjectKey key = key(bucket, name);
        Snode owner = ownership.owner(object);
        if (owner.daemon_id().equals(node.id())) {
            return new Destination.Here(
                    () -> store.upload(key, ExpectedChecksum.NONE, ownership.write(object, key, ownership.now())));
        }
        Instant now = Instant.now();
        return new Destination.There(
                URI.create(owner.url()),
                ObjectCalls.PREFIX + PercentCoding.encode(bucket) + "/" + PercentCoding.encodeSegment(name) + "?utm="
                        + now.getEpochSecond() + "000000000&pid=" + node.id(),
                "");
    }

    @Override
    public Optional<PodCall> call(String etl, String bucket, String name) {
        return transformers
                .find(etl)
                .map(communicator -> InlineTransforms.call(communicator, etl, new ObjectName(bucket, name), ""));
    }

    private ObjectKey key(String bucket, String name) {
        return new ObjectKey(buckets.require(bucket).bid(), name);
    }
}

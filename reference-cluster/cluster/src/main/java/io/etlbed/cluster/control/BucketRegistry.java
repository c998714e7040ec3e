package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A node's copy of the bucket metadata. Reading it takes no lock. */
public final class BucketRegistry {

    private final Replica<Bmd> replica;

    /**
     * @param folder of the node
     * @param clusterId where the folder is new; empty where the node is yet to join one
     * @param durable whether each version is forced to the disk before it is used
     * @param listener told of each version before it is used, one after the other
     */
    public BucketRegistry(Path folder, String clusterId, boolean durable, Consumer<Bmd> listener) throws IOException {
        this.replica = new Replica<>(folder.resolve("bmd.json"), Bmd.class, Bmd.none(clusterId), durable, listener);
        // Where nothing is known, nothing is known to be gone.
        if (current().stamp().after(Stamp.NONE)) {
            listener.accept(current());
        }
    }

    /** The version in use. */
    public Bmd current() {
        return replica.current();
    }

    /** For whoever brings new versions. */
    public Replica<Bmd> replica() {
        return replica;
    }

    /**
     * @throws io.etlbed.cluster.wire.AisException 404 where there is no such bucket
     */
    public Bmd.Bucket require(String name) {
        return current().find(name).orElseThrow(() -> BucketQuery.missing("ais://" + name));
    }
}

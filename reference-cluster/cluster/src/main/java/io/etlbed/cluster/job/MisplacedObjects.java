package io.etlbed.cluster.job;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Objects of this target, of which some belong on another by now. */
public interface MisplacedObjects {

    /** The names of all buckets. */
    List<String> buckets();

    /**
     * Moves an object to where it belongs.
     *
     * @return its bytes, 0 where it is gone, or its bucket is; fails with an {@link io.etlbed.cluster.wire.AisException}, of status 503 where another try may do
     */
    CompletableFuture<Long> handOver(String bucket, String name);

    /** Waits for the writes that began by an older map: they are seen from then on, or refused. */
    void awaitWrites();

    /** The id of the rebalance job by the newest map; empty where there is none to be done. */
    String job();
}

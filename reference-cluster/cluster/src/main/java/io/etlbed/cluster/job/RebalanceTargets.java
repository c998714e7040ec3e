package io.etlbed.cluster.job;

import io.etlbed.cluster.wire.StampedMap;

/** The cluster's targets, as the primary's rebalance job sees them. */
public interface RebalanceTargets {

    /** The map of this moment. */
    StampedMap map();

    /** Whether this node is the primary, and may act as such. */
    boolean leads();

    /**
     * The job of that id is done: all objects are where they belong.
     *
     * @throws io.etlbed.cluster.wire.UnavailableException where there is a newer one
     */
    void settle(String job) throws InterruptedException;
}

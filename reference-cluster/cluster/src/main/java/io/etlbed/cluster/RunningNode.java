package io.etlbed.cluster;

import io.etlbed.cluster.member.NodeMeta;
import io.etlbed.cluster.wire.Snode;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A node of this process, from its folder to its port. */
interface RunningNode extends AutoCloseable {

    /** As it is to stand in the cluster map. */
    Snode snode();

    /** On which it listens, wherever it is announced. */
    int port();

    /** What it knows of the cluster. */
    NodeMeta meta();

    /** Waits until it has joined; whether it has within the limit. */
    boolean awaitJoined(Duration limit) throws InterruptedException;

    /** Begins to act as the member that it has been made. */
    void begin();

    /**
     * Begins to join its cluster.
     *
     * @param via proxies by which it may; a proxy without any founds a cluster
     */
    void join(List<URI> via);

    /** Ends it in good order: a target's pods are removed. */
    @Override
    void close();
}

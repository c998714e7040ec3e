package io.etlbed.cluster.client;

import java.net.URI;

/**
 * A node of the cluster map.
 *
 * @param id the daemon id
 * @param kind proxy or target
 * @param url where it answers clients
 * @param primary whether it is the primary proxy
 */
public record ClusterNode(String id, Kind kind, URI url, boolean primary) {

    /** The two kinds of node. */
    public enum Kind {
        PROXY,
        TARGET
    }
}

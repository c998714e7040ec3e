package io.etlbed.cluster.client;

import java.util.List;

/**
 * The nodes of a cluster.
 *
 * @param version grows with every change of membership
 * @param uuid of the cluster
 * @param nodes proxies before targets, each in the order of ids
 */
public record ClusterMap(long version, String uuid, List<ClusterNode> nodes) {

    public ClusterMap {
        nodes = List.copyOf(nodes);
    }
}

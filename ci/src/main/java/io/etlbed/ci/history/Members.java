package io.etlbed.ci.history;

import io.etlbed.cluster.NodeHandle;
import io.etlbed.junit.EtlCluster;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** The nodes of a cluster, as they are at the moment: to be harmed, added and removed. */
interface Members {

    List<NodeHandle> proxies();

    List<NodeHandle> targets();

    /** Starts one target more. */
    NodeHandle add();

    /** Ends a target that is a member no more. */
    void remove(String id);

    default List<URI> urls() {
        return proxies().stream().map(NodeHandle::url).toList();
    }

    /** Those of a cluster. */
    static Members of(EtlCluster cluster) {
        return new Members() {
            @Override
            public List<NodeHandle> proxies() {
                return IntStream.range(0, cluster.proxies().size())
                        .mapToObj(cluster::proxy)
                        .toList();
            }

            @Override
            public List<NodeHandle> targets() {
                return IntStream.range(0, cluster.targets())
                        .mapToObj(cluster::target)
                        .toList();
            }

            @Override
            public NodeHandle add() {
                return cluster.addTarget();
            }

            @Override
            public void remove(String id) {
                cluster.removeTarget(id);
            }
        };
    }
}

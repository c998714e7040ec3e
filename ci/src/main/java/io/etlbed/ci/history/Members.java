package io.etlbed.ci.history;

import io.etlbed.cluster.NodeHandle;
import io.etlbed.cluster.ReferenceCluster;
import io.etlbed.junit.EtlCluster;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/** The nodes of a cluster, to be harmed. */
record Members(List<NodeHandle> proxies, List<NodeHandle> targets) {

    static Members of(EtlCluster cluster) {
        return new Members(
                IntStream.range(0, cluster.proxies().size())
                        .mapToObj(cluster::proxy)
                        .toList(),
                IntStream.range(0, cluster.targets()).mapToObj(cluster::target).toList());
    }

    static Members of(ReferenceCluster cluster) {
        return new Members(
                IntStream.range(0, cluster.proxies().size())
                        .mapToObj(cluster::proxy)
                        .toList(),
                IntStream.range(0, cluster.targets().size())
                        .mapToObj(cluster::target)
                        .toList());
    }

    List<URI> urls() {
        return proxies.stream().map(NodeHandle::url).toList();
    }
}

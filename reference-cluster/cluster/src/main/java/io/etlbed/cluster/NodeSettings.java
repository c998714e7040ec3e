package io.etlbed.cluster;

import io.etlbed.cluster.data.DataLoops;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.data.NodeTls;
import io.etlbed.cluster.data.PodDialer;
import io.etlbed.cluster.data.PodListener;
import io.etlbed.cluster.data.ServerLimits;
import io.etlbed.cluster.etl.EtlSettings;
import io.etlbed.cluster.etl.PodReach;
import io.etlbed.cluster.member.ClusterSecret;
import io.etlbed.cluster.member.Keepalive;
import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.cluster.wire.NetInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the nodes of one process have in common.
 *
 * @param loops that serve all of them
 * @param secret of the cluster
 * @param bindAddress where they listen
 * @param address under which they are announced
 * @param kubernetes where the pods of ETLs run
 * @param reach how targets reach their pods
 * @param dialer connects to pods in that way
 * @param listener listens in the pods' networks, where there is a way into them
 * @param tls how they speak TLS; empty where they do not
 * @param serveThroughProxy whether proxies pass the bytes of objects on, where they would send clients to targets
 */
record NodeSettings(
        DataLoops loops,
        ClusterSecret secret,
        String bindAddress,
        NodeAddress address,
        Optional<KubernetesClient> kubernetes,
        PodReach reach,
        PodDialer dialer,
        Optional<PodListener> listener,
        EtlSettings etl,
        boolean durable,
        ServerLimits limits,
        Keepalive keepalive,
        Optional<NodeTls> tls,
        boolean serveThroughProxy) {

    /** @throws IOException if the files of TLS cannot be used */
    static NodeSettings of(ReferenceClusterConfig config, DataLoops loops, ClusterSecret secret) throws IOException {
        return new NodeSettings(
                loops,
                secret,
                config.bindAddress(),
                config.address(),
                config.kubernetes(),
                config.reach(),
                config.dialer(),
                config.listener(),
                config.etl(),
                config.durable(),
                config.limits(),
                config.keepalive(),
                tls(config.tls()),
                config.serveThroughProxy());
    }

    static Optional<NodeTls> tls(Optional<TlsFiles> files) throws IOException {
        return files.isPresent() ? Optional.of(NodeTls.of(files.get())) : Optional.empty();
    }

    /** By which nodes are called. */
    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /** How a node that listens is announced. */
    NetInfo announced(String id, boolean proxy, int port) throws IOException {
        InetSocketAddress reached = address.of(id, proxy, new InetSocketAddress(bindAddress, port));
        return NetInfo.of(scheme(), reached.getHostString(), reached.getPort());
    }

    NodeClient client(Predicate<URI> reachable) {
        return new NodeClient(loops, reachable, tls);
    }
}

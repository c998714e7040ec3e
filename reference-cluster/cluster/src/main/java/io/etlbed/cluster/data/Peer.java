package io.etlbed.cluster.data;

import io.etlbed.cluster.etl.PodAddress;
import java.net.URI;

/** Whom a node calls by its data plane: a pod of its own, or another target. */
record Peer(String host, int port) {

    static Peer of(PodAddress pod) {
        return new Peer(pod.host(), pod.port());
    }

    /** @param node such as {@code http://127.0.0.1:8080} */
    static Peer of(URI node) {
        return new Peer(node.getHost(), node.getPort());
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

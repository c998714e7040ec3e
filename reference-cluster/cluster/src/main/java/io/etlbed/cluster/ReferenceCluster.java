package io.etlbed.cluster;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.etl.Transformers;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * P proxies and T targets in this JVM. Each node has one public port, and they talk to each other over HTTP as nodes on
 * different machines would.
 *
 * <p>Passing: {@code try (ReferenceCluster cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder, 1, 3))) { …
 * cluster.url() … }}
 */
public final class ReferenceCluster implements AutoCloseable {

    private final Nodes nodes;

    private ReferenceCluster(Nodes nodes) {
        this.nodes = nodes;
    }

    /**
     * Starts all nodes; returns when each answers that it is healthy.
     *
     * @throws IOException if an address or the folder cannot be had; nothing is left running then
     */
    public static ReferenceCluster start(ReferenceClusterConfig config) throws IOException, InterruptedException {
        Nodes nodes = new Nodes(config);
        try {
            nodes.start();
            ReferenceCluster cluster = new ReferenceCluster(nodes);
            cluster.checkHealth();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            nodes.close();
            throw e;
        }
    }

    private void checkHealth() throws IOException, InterruptedException {
        NodeClient client = nodes.client();
        for (URI node : nodes.urls()) {
            ControlResponse health = client.call(node, "GET", "/v1/health", Map.of(), new byte[0]);
            if (health.status() != 200) {
                throw new IOException(node + " is not healthy: it answered " + health.status());
            }
        }
    }

    /** The first proxy, such as {@code http://127.0.0.1:8080}: the primary until it is stopped. */
    public URI url() {
        return proxies().get(0);
    }

    /** Every proxy, the first one first. Any of them answers any request (API-06). */
    public List<URI> proxies() {
        return nodes.proxyUrls();
    }

    /** Every target, in the order of their environments in the configuration. */
    public List<URI> targets() {
        return nodes.targetUrls();
    }

    /** The ids of the targets, in the same order. */
    public List<String> targetIds() {
        return nodes.targetIds();
    }

    /** A proxy, by its place in {@link #proxies()}. */
    public NodeHandle proxy(int index) {
        return nodes.proxyNode(index);
    }

    /** A target, by its place in {@link #targets()}. */
    public NodeHandle target(int index) {
        return nodes.targetNode(index);
    }

    /**
     * Starts one target more. It is a member when this returns, and gets its part of the objects as soon as it runs the ETLs
     * that the others run (LIFE-11, LIFE-15).
     *
     * @param environment by which it finds its Kubernetes node, {@code K8S_NODE_NAME} (LIFE-03); the process's own where it is
     *     empty
     * @throws IOException if it does not become a member within 30 seconds
     */
    public NodeHandle addTarget(Map<String, String> environment) throws IOException, InterruptedException {
        return nodes.addTarget(environment.isEmpty() ? System.getenv() : environment);
    }

    /**
     * Ends a target that has been decommissioned, and forgets it.
     *
     * @throws IllegalArgumentException if there is none of that id
     * @throws IllegalStateException if the cluster map has it still
     */
    public void removeTarget(String id) throws IOException {
        nodes.removeTarget(id);
    }

    /** The wires between the nodes; for tests of elections. */
    Links links() {
        return nodes.links();
    }

    /** Replaces what a target knows of ETLs; for tests of the data plane. */
    void serve(int target, Transformers transformers) {
        nodes.serve(target, transformers);
    }

    /** Stops the pods of this cluster's ETLs and closes every port, file and thread. What is stored stays. */
    @Override
    public void close() {
        nodes.close();
    }
}

package io.etlbed.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.OptionalLong;

/** One node of a cluster, in this JVM or a process of its own, which can be stopped and started again while the others run. */
public interface NodeHandle {

    /** As in the cluster map. */
    String id();

    /** Where it listens, or did so last. */
    URI url();

    /** Whether it has been started and not been stopped since. */
    boolean isRunning();

    /** Of its process, while it runs as one of its own; empty for a node in this JVM. */
    OptionalLong pid();

    /**
     * Ends it, without a word to the other nodes: connections are cut. What a target has running in Kubernetes is removed.
     * Stopping twice is harmless.
     */
    void stop();

    /**
     * Starts it again, on the same folder and port, and returns when it has joined the cluster.
     *
     * @throws IOException if its port is taken by somebody else, or it does not become a member within 30 seconds
     */
    void start() throws IOException, InterruptedException;
}

package io.etlbed.conformance.check;

import io.etlbed.conformance.http.Endpoint;
import java.util.List;
import java.util.Map;

/** Starts nodes of the kind that is judged, on the same Kubernetes; only whoever started the cluster can. */
public interface NodeControl {

    /**
     * Starts a cluster of its own.
     *
     * @param targetEnvironments the whole environment of each target, such as {@code K8S_NODE_NAME}
     * @throws io.etlbed.conformance.ConformanceException if it cannot be started
     */
    Started start(List<Map<String, String>> targetEnvironments) throws InterruptedException;

    /** The same with one target. */
    default Started start(Map<String, String> targetEnvironment) throws InterruptedException {
        return start(List.of(targetEnvironment));
    }

    /**
     * Starts one with one target, whose nodes are to serve TLS (API-11); its endpoint trusts their authority.
     *
     * @throws io.etlbed.conformance.ConformanceException if it cannot be started
     */
    Started startSecure() throws InterruptedException;

    /** A cluster that runs until it is closed, with all that it has started. */
    interface Started extends AutoCloseable {

        Endpoint endpoint();

        /**
         * Starts one target more, which has joined when this returns.
         *
         * @return its id
         */
        String addTarget(Map<String, String> environment) throws InterruptedException;

        /** Kills a target without a word to anybody; it is gone when this returns. */
        void kill(String target) throws InterruptedException;

        /** Starts a target again that was killed; it has joined when this returns. */
        void restart(String target) throws InterruptedException;

        @Override
        void close();
    }
}

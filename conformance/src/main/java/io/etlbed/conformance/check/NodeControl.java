package io.etlbed.conformance.check;

import io.etlbed.conformance.http.Endpoint;
import java.util.Map;

/** Starts nodes of the kind that is judged, on the same Kubernetes; only whoever started the cluster can. */
public interface NodeControl {

    /**
     * Starts a cluster of its own with one target.
     *
     * @param targetEnvironment the whole environment of that target, such as {@code K8S_NODE_NAME}
     * @throws io.etlbed.conformance.ConformanceException if it cannot be started
     */
    Started start(Map<String, String> targetEnvironment) throws InterruptedException;

    /** A cluster that runs until it is closed, with all that it has started. */
    interface Started extends AutoCloseable {

        Endpoint endpoint();

        @Override
        void close();
    }
}

package io.etlbed.conformance.run;

import io.etlbed.conformance.check.Images;
import io.etlbed.conformance.check.NodeControl;
import io.etlbed.conformance.http.Endpoint;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/** The cluster that a run judges. */
interface Subject extends AutoCloseable {

    /** In words: the URL, and where the cluster came from. */
    String description();

    Endpoint endpoint();

    Optional<KubernetesClient> kubernetes();

    /** Target id to the Kubernetes node that it is on, where that is known beforehand. */
    Map<String, String> targetNodes();

    Images images();

    /** Nodes beside it, where it was started for the run. */
    Optional<NodeControl> nodes();

    @Override
    void close();
}

package io.etlbed.cluster.etl;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Answers {@code /v1/etl} on a target, for its proxy: starts, watches and removes this target's pods. */
public final class EtlTarget implements ControlHandler, Transformers, AutoCloseable {

    /**
     * @param targetId as in the cluster map
     * @param publicUrl of this target, as pods reach it; what {@code AIS_TARGET_URL} begins with (COMM-05)
     * @param kubernetes not closed here; where it is empty, every request is answered that ETL requires Kubernetes
     * @param environment of the process: {@code K8S_NODE_NAME}, else {@code HOSTNAME} (LIFE-03)
     * @param check the way in which requests will reach the pods
     */
    public EtlTarget(
            String targetId,
            URI publicUrl,
            Optional<KubernetesClient> kubernetes,
            Map<String, String> environment,
            PodReach reach,
            ConnectCheck check,
            EtlSettings settings) {}

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        throw new AisException(501, request.method() + " " + request.pathText() + " is not supported yet");
    }

    @Override
    public Optional<Communicator> find(String etlId) {
        return Optional.empty();
    }

    /** Removes the pods and services of every ETL of this target. */
    @Override
    public void close() {}
}

package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Puts what Kubernetes answers into words for the one who asked the cluster. */
final class KubernetesErrors {

    private KubernetesErrors() {}

    /** @param what such as {@code to create pod "x"} */
    static AisException refused(String what, KubernetesClientException e) {
        String reason = Optional.ofNullable(e.getStatus())
                .map(status -> status.getMessage())
                .or(() -> Optional.ofNullable(e.getCause()).map(Throwable::getMessage))
                .orElseGet(() -> String.valueOf(e.getMessage()));
        String code = e.getCode() > 0 ? " (" + e.getCode() + ")" : "";
        return new AisException(400, "Kubernetes refused" + code + " " + what + ": " + reason, e);
    }
}

package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.Optional;

/** Where the output of containers is; the kubelets implement it. */
@FunctionalInterface
public interface PodLogs {

    /**
     * Opens the output of one container.
     *
     * @param pod as it is stored; its containers exist and one of them, or of its init containers, has the name given
     * @return empty if there is no such output: the container never ran, or it never ran before and the previous run is
     *     asked for
     */
    Optional<LogLines> open(Pod pod, String container, LogQuery query) throws IOException;
}

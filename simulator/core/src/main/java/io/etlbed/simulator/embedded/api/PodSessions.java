package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** The way into containers that run; the kubelets implement it. Safe for any thread. */
@FunctionalInterface
public interface PodSessions {

    /**
     * The present run of a container.
     *
     * @param pod as it is stored; its containers exist and one of them, or of its init containers, has the name given
     * @return empty if it does not run now
     */
    Optional<ContainerAccess> container(Pod pod, String container);

    /** For clusters whose containers nobody can enter. */
    static PodSessions none() {
        return (pod, container) -> Optional.empty();
    }
}

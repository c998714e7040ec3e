package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import org.jspecify.annotations.Nullable;

/** When a container that has ended is started again. */
enum RestartPolicy {
    ALWAYS("Always"),
    ON_FAILURE("OnFailure"),
    NEVER("Never");

    private final String name;

    RestartPolicy(String name) {
        this.name = name;
    }

    static RestartPolicy of(Pod pod) {
        return named(pod.getSpec().getRestartPolicy());
    }

    private static RestartPolicy named(@Nullable String name) {
        for (RestartPolicy policy : values()) {
            if (policy.name.equals(name)) {
                return policy;
            }
        }
        return ALWAYS;
    }

    boolean restarts(int exitCode) {
        return this == ALWAYS || (this == ON_FAILURE && exitCode != 0);
    }

    /** Init containers run until they have succeeded once. */
    RestartPolicy forInitContainers() {
        return this == ALWAYS ? ON_FAILURE : this;
    }
}

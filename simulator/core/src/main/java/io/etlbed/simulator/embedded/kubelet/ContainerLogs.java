package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.ContainerLog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The output of a container's latest run, and of the one before. Safe for any thread. */
final class ContainerLogs {

    private @Nullable ContainerLog current;
    private @Nullable ContainerLog previous;

    synchronized void begin(ContainerLog log) {
        previous = current;
        current = log;
    }

    synchronized Optional<ContainerLog> get(boolean ofThePreviousRun) {
        return Optional.ofNullable(ofThePreviousRun ? previous : current);
    }
}

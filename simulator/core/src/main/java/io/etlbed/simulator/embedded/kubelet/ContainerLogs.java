package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.ContainerLog;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The output of a container's latest run, and of the one before. Safe for any thread. */
final class ContainerLogs {

    private @Nullable ContainerLog current;
    private @Nullable ContainerLog previous;
    private boolean waiting;

    /** A run begins. */
    synchronized void begin(ContainerLog log) {
        if (previous != null) {
            previous.discard();
        }
        previous = current;
        current = log;
        waiting = false;
    }

    /** The container waits for its next run: the latest one is the previous one then. */
    synchronized void waits() {
        waiting = true;
    }

    /** Nobody asks for them any more. */
    synchronized void discard() {
        Stream.of(Optional.ofNullable(current), Optional.ofNullable(previous))
                .flatMap(Optional::stream)
                .forEach(ContainerLog::discard);
    }

    synchronized Optional<ContainerLog> get(boolean ofThePreviousRun) {
        return Optional.ofNullable(ofThePreviousRun && !waiting ? previous : current);
    }
}

package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Where a container is in its life. */
sealed interface ContainerPhase {

    ContainerState state();

    /** It does not run, and may do so later. */
    record Waiting(String reason, @Nullable String message) implements ContainerPhase {
        @Override
        public ContainerState state() {
            return new ContainerStateBuilder()
                    .withNewWaiting()
                    .withReason(reason)
                    .withMessage(message)
                    .endWaiting()
                    .build();
        }
    }

    /** Its command runs. */
    record Running(Instant since) implements ContainerPhase {
        @Override
        public ContainerState state() {
            return new ContainerStateBuilder()
                    .withNewRunning()
                    .withStartedAt(time(since))
                    .endRunning()
                    .build();
        }
    }

    /** It has run to an end. */
    record Terminated(
            int exitCode, String reason, @Nullable String message, Instant startedAt, Instant finishedAt, String id)
            implements ContainerPhase {
        @Override
        public ContainerState state() {
            return new ContainerStateBuilder()
                    .withNewTerminated()
                    .withExitCode(exitCode)
                    .withReason(reason)
                    .withMessage(message)
                    .withStartedAt(time(startedAt))
                    .withFinishedAt(time(finishedAt))
                    .withContainerID(id)
                    .endTerminated()
                    .build();
        }
    }

    /** As Kubernetes writes times: whole seconds. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

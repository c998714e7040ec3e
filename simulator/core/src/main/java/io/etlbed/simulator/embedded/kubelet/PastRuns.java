package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.kubelet.ContainerPhase.Terminated;
import io.fabric8.kubernetes.api.model.ContainerState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the runs of a container ended, and how long the next one has to wait for that. Touched in the pod's mailbox only. */
final class PastRuns {

    private final BackOff crashes;
    private @Nullable Terminated last;
    private @Nullable Terminated beforeLast;
    private boolean crashedBefore;

    PastRuns(KubeletSettings settings) {
        this.crashes = new BackOff(settings.firstBackOff(), settings.longestBackOff());
    }

    /** A run has ended. */
    void add(Terminated run) {
        beforeLast = last;
        last = run;
        if (run.finishedAt().isAfter(run.startedAt().plus(crashes.patience()))) {
            crashes.reset();
            crashedBefore = false;
        }
        if (crashedBefore) {
            crashes.failed(run.finishedAt());
        }
        // The first restart does not wait.
        crashedBefore = true;
    }

    /** How long the next run has to wait still. */
    Duration remaining(Instant now) {
        return crashes.remaining(now);
    }

    /** The whole of that wait. */
    Duration whole() {
        return crashes.current();
    }

    /** The state before the present one. */
    ContainerState lastState(ContainerPhase phase) {
        Terminated before = phase instanceof Terminated ? beforeLast : last;
        return before == null ? new ContainerState() : before.state();
    }
}

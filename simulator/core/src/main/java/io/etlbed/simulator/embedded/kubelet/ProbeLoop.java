package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a check and counts its outcomes against the thresholds of its probe. Until it has first succeeded an eager one
 * is repeated quickly, and a failure then counts only once in a period. Everything but the check itself happens in the
 * pod's mailbox.
 */
final class ProbeLoop {

    private final NodeContext node;
    private final Executor mailbox;
    private final ContainerCheck check;
    private final boolean eager;
    private final Consumer<Outcome> listener;
    private final Duration period;
    private final int successesNeeded;
    private final int failuresAllowed;
    private int successes;
    private int failures;
    private boolean everSucceeded;
    private Instant lastCounted;
    private boolean stopped;

    /**
     * What came of a check that counts.
     *
     * @param complaint null where all was well
     * @param threshold whether the probe's threshold for this kind of outcome has been reached
     */
    record Outcome(@Nullable String complaint, boolean threshold) {}

    ProbeLoop(
            NodeContext node,
            Executor mailbox,
            ContainerCheck check,
            Probe probe,
            boolean eager,
            Consumer<Outcome> listener) {
        this.node = node;
        this.mailbox = mailbox;
        this.check = check;
        this.eager = eager;
        this.listener = listener;
        this.period = Duration.ofSeconds(orElse(probe.getPeriodSeconds(), 10));
        this.successesNeeded = orElse(probe.getSuccessThreshold(), 1);
        this.failuresAllowed = orElse(probe.getFailureThreshold(), 3);
        this.lastCounted = node.clock().instant();
        next(Duration.ofSeconds(orElse(probe.getInitialDelaySeconds(), 0)));
    }

    void stop() {
        stopped = true;
    }

    private void next(Duration delay) {
        node.later(
                delay,
                () -> node.aside(() -> {
                    Optional<String> complaint = check.complaint(node.runtime().network());
                    mailbox.execute(() -> judge(complaint));
                }));
    }

    private void judge(Optional<String> complaint) {
        if (stopped) {
            return;
        }
        if (complaint.isEmpty()) {
            everSucceeded = true;
            failures = 0;
            successes++;
            listener.accept(new Outcome(null, successes >= successesNeeded));
        } else {
            successes = 0;
            Instant now = node.clock().instant();
            if (everSucceeded || !eager || !now.isBefore(lastCounted.plus(period))) {
                lastCounted = now;
                failures++;
                listener.accept(new Outcome(complaint.get(), failures >= failuresAllowed));
            }
        }
        if (!stopped) {
            next(eager && !everSucceeded ? check.eagerPause(node.settings().eagerProbe()) : period);
        }
    }

    private static int orElse(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}

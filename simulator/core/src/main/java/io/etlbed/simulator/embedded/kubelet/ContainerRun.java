package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a container with its probes and hooks, from its start to its end. Touched in the pod's mailbox only. */
final class ContainerRun {

    /** What is left to a container whose hook has taken the whole grace period. */
    private static final Duration LEAST_GRACE = Duration.ofSeconds(2);

    private final PodContext pod;
    private final Container spec;
    private final RunningContainer container;
    private final Instant since;
    private final ContainerProbes probes;
    private @Nullable Errand hook;
    private boolean starting;
    private boolean terminating;
    private boolean told;

    ContainerRun(PodContext pod, Container spec, RunningContainer container, ContainerProbes probes) {
        this.pod = pod;
        this.spec = spec;
        this.container = container;
        this.since = pod.node().clock().instant();
        this.probes = probes;
    }

    RunningContainer container() {
        return container;
    }

    Instant since() {
        return since;
    }

    ContainerProbes probes() {
        return probes;
    }

    /**
     * Does what is to be done right after the start.
     *
     * @param then told what went wrong, or that nothing did; not at all where the container ends meanwhile
     */
    void postStart(Consumer<Optional<String>> then) {
        Optional<LifecycleHandler> handler =
                Optional.ofNullable(spec.getLifecycle()).map(Lifecycle::getPostStart);
        if (handler.isEmpty() || terminating) {
            then.accept(Optional.empty());
            return;
        }
        starting = true;
        begin(handler.get(), complaint -> {
            if (starting) {
                starting = false;
                then.accept(complaint);
            }
        });
    }

    /**
     * Asks it to end, after its {@code preStop} hook, and sees to it that it has ended after the grace period; a later
     * and shorter one counts.
     *
     * @param hookFailed told if the hook has
     */
    void terminate(Duration grace, Runnable hookFailed) {
        probes.stop();
        Optional<LifecycleHandler> handler =
                Optional.ofNullable(spec.getLifecycle()).map(Lifecycle::getPreStop);
        if (!terminating) {
            terminating = true;
            cancelHook();
            boolean runs = container.started().isDone() && !container.started().isCompletedExceptionally();
            if (handler.isPresent() && runs && !grace.isZero()) {
                begin(handler.get(), complaint -> {
                    if (complaint.isPresent() && !told) {
                        hookFailed.run();
                    }
                    tell();
                });
            } else {
                tell();
            }
        }
        pod.node().later(grace, () -> pod.mailbox().execute(() -> expired(grace)));
    }

    /** Ends it at once. */
    void kill() {
        ended();
        container.kill();
    }

    /** It has ended, or is about to. */
    void ended() {
        probes.stop();
        cancelHook();
    }

    /** Done when no hook of it goes on. */
    CompletableFuture<Void> idle() {
        return hook == null ? CompletableFuture.completedFuture(null) : hook.ended();
    }

    private void expired(Duration grace) {
        if (told || grace.isZero()) {
            cancelHook();
            pod.node().aside(container::kill);
        } else {
            cancelHook();
            tell();
            pod.node().later(LEAST_GRACE, () -> pod.node().aside(container::kill));
        }
    }

    private void tell() {
        if (!told) {
            told = true;
            container.terminate();
        }
    }

    private void begin(LifecycleHandler handler, Consumer<Optional<String>> then) {
        LifecycleHook action = new LifecycleHook(handler, spec, container, pod.podIp(), pod.fullName());
        hook = Errand.start(pod.node().threads(), () -> {
            Optional<String> complaint = action.run(pod.node().runtime().network());
            pod.mailbox().execute(() -> then.accept(complaint));
        });
    }

    private void cancelHook() {
        starting = false;
        if (hook != null) {
            hook.cancel();
        }
    }
}

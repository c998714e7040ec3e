package io.etlbed.cluster.etl;

import io.etlbed.cluster.etl.PodVerdict.Hopeless;
import io.etlbed.cluster.etl.PodVerdict.Waiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of one pod, fed by the watch; a start waits on it. */
final class PodState {

    private static final Logger LOG = LoggerFactory.getLogger(PodState.class);

    private final String name;
    private final String etlId;
    private Optional<String> uid = Optional.empty();
    private Optional<Pod> pod = Optional.empty();
    private PodVerdict verdict = new Waiting("it has not been created");
    private boolean cancelled;

    PodState(String name, String etlId) {
        this.name = name;
        this.etlId = etlId;
    }

    /** The pod is gone; one of the same name is about to be created. */
    synchronized void awaitAnother() {
        uid = Optional.empty();
        pod = Optional.empty();
    }

    /** Kubernetes has accepted the pod. The watch may have shown more of it already. */
    synchronized void created(Pod accepted) {
        uid = Optional.ofNullable(accepted.getMetadata().getUid());
        boolean seen = pod.map(PodState::uid).equals(Optional.of(uid));
        judge(seen ? pod.orElse(accepted) : accepted);
    }

    /** The watch shows the pod, or that it is gone. */
    synchronized void changed(Optional<Pod> seen) {
        if (uid.isEmpty()) {
            pod = seen;
        } else if (seen.isEmpty()) {
            judged(new Hopeless("it was deleted by somebody else"));
        } else if (uid(seen.get()).equals(uid)) {
            judge(seen.get());
        }
    }

    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    /** Of the pod that was created, not of another that has had its name. */
    synchronized Optional<String> uid() {
        return uid;
    }

    synchronized Optional<Pod> pod() {
        return pod;
    }

    /** Why it is not ready. */
    synchronized String why() {
        return verdict instanceof Waiting waiting
                ? waiting.why()
                : verdict instanceof Hopeless hopeless ? hopeless.why() : "it was ready";
    }

    /** Whether it is ready now. */
    synchronized boolean isReady() {
        return verdict instanceof PodVerdict.Ready;
    }

    /** How often its containers were started again. */
    synchronized int restarts() {
        return pod.map(Pod::getStatus).map(PodStatus::getContainerStatuses).orElse(List.of()).stream()
                .mapToInt(container -> Objects.requireNonNullElse(container.getRestartCount(), 0))
                .sum();
    }

    /** Waits until the pod is ready, or hopeless, or the limit is over, or the wait is cancelled: then as it is. */
    synchronized PodVerdict await(Optional<Duration> limit) throws InterruptedException {
        long end = System.nanoTime() + limit.map(Duration::toNanos).orElse(0L);
        while (verdict instanceof Waiting && !cancelled) {
            if (limit.isEmpty()) {
                wait();
            } else {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return verdict;
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        }
        return verdict;
    }

    private void judge(Pod seen) {
        pod = Optional.of(seen);
        judged(PodStates.judge(seen));
    }

    private void judged(PodVerdict now) {
        if (!now.getClass().equals(verdict.getClass())) {
            LOG.info("etl {}: pod {}: {}", etlId, name, now);
        }
        verdict = now;
        notifyAll();
    }

    private static Optional<String> uid(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getUid());
    }
}

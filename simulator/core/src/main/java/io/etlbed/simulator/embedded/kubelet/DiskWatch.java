package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.DiskUsage;
import io.etlbed.simulator.embedded.runtime.PodSandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again at what a pod with limits has on the disk. */
final class DiskWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Who fills the disk with small files does not make us measure all the time. */
    private static final int REST_FACTOR = 5;

    private final PodContext pod;
    private final PodSandbox sandbox;
    private final DiskLimits limits;
    private final Consumer<String> exceeded;
    private volatile boolean stopped;

    private DiskWatch(PodContext pod, PodSandbox sandbox, DiskLimits limits, Consumer<String> exceeded) {
        this.pod = pod;
        this.sandbox = sandbox;
        this.limits = limits;
        this.exceeded = exceeded;
    }

    /**
     * Begins, where the pod has limits.
     *
     * @param exceeded told once, in the pod's mailbox, when there is more than there may be
     */
    static DiskWatch begin(PodContext pod, PodSandbox sandbox, Consumer<String> exceeded) {
        DiskWatch watch = new DiskWatch(pod, sandbox, DiskLimits.of(pod.pod()), exceeded);
        if (!watch.limits.isEmpty()) {
            watch.next(PERIOD);
        }
        return watch;
    }

    void stop() {
        stopped = true;
    }

    private void next(Duration pause) {
        pod.node().later(pause, () -> pod.node().aside(this::look));
    }

    private void look() {
        if (stopped) {
            return;
        }
        long before = System.nanoTime();
        Optional<String> complaint = measure().flatMap(limits::exceeded);
        Duration taken = Duration.ofNanos(System.nanoTime() - before);
        if (complaint.isPresent()) {
            pod.mailbox().execute(() -> tell(complaint.get()));
        } else {
            Duration rest = taken.multipliedBy(REST_FACTOR);
            next(rest.compareTo(PERIOD) > 0 ? rest : PERIOD);
        }
    }

    private Optional<DiskUsage> measure() {
        try {
            return Optional.of(sandbox.diskUsage());
        } catch (IOException failure) {
            LOG.debug("what pod {} has on the disk is not known: {}", pod.fullName(), failure.toString());
            return Optional.empty();
        }
    }

    private void tell(String complaint) {
        if (!stopped) {
            stopped = true;
            exceeded.accept(complaint);
        }
    }
}
